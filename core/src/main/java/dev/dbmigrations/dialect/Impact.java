package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;
import java.util.Comparator;
import java.util.List;

/**
 * What a statement does to those who work on the same tables.
 *
 * @param locks every lock on a relation that existed before, strongest first
 * @param work what is done while the locks are held
 */
public record Impact(List<Lock> locks, Work work) {

    public static final Impact NONE = new Impact(List.of(), Work.METADATA);

    /** What is done under the lock, from constant time to a whole table written anew. */
    public enum Work {
        METADATA,
        ROWS,
        SCAN,
        INDEX_BUILD,
        REWRITE
    }

    public Impact {
        locks = locks.stream()
                .sorted(Comparator.comparing(Lock::blocks).reversed().thenComparing(Lock::table))
                .toList();
    }

    public static Impact of(Work work, Lock... locks) {
        return new Impact(List.of(locks), work);
    }

    public Lock.Blocks blocks() {
        return locks.isEmpty() ? Lock.Blocks.NOTHING : locks.getFirst().blocks();
    }

    public List<TableName> tables() {
        return locks.stream().map(Lock::table).distinct().toList();
    }
}
