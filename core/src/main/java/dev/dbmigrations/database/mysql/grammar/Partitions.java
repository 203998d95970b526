package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.WholeTableChange.ChangePartitions;
import dev.dbmigrations.change.WholeTableChange.PartitionOperation;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an ALTER TABLE does with partitions. Such an action stands alone in its statement, or is its last. */
final class Partitions {

    private record Spelling(String words, PartitionOperation operation) {}

    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("partition by", PartitionOperation.DEFINE),
            new Spelling("remove partitioning", PartitionOperation.REMOVE),
            new Spelling("add partition", PartitionOperation.ADD),
            new Spelling("drop partition", PartitionOperation.DROP),
            new Spelling("truncate partition", PartitionOperation.TRUNCATE),
            new Spelling("exchange partition", PartitionOperation.EXCHANGE),
            new Spelling("convert partition", PartitionOperation.CONVERT),
            new Spelling("convert table", PartitionOperation.CONVERT),
            new Spelling("reorganize partition", PartitionOperation.REORGANIZE),
            new Spelling("coalesce partition", PartitionOperation.COALESCE),
            new Spelling("rebuild partition", PartitionOperation.REBUILD),
            new Spelling("optimize partition", PartitionOperation.REBUILD),
            new Spelling("analyze partition", PartitionOperation.MAINTAIN),
            new Spelling("check partition", PartitionOperation.MAINTAIN),
            new Spelling("repair partition", PartitionOperation.MAINTAIN),
            new Spelling("discard partition", PartitionOperation.DISCARD),
            new Spelling("import partition", PartitionOperation.IMPORT));

    private Partitions() {}

    static boolean areAt(Cursor cursor) {
        return SPELLINGS.stream().anyMatch(spelling -> cursor.at(spelling.words()));
    }

    /** Null if it is about something else. Reads all that the cursor sees. */
    static @Nullable ChangePartitions read(Cursor cursor, TableName table) {
        for (Spelling spelling : SPELLINGS) {
            if (cursor.skip(spelling.words())) {
                return new ChangePartitions(table, spelling.operation(), names(cursor, spelling.operation()));
            }
        }
        return null;
    }

    private static List<String> names(Cursor cursor, PartitionOperation operation) {
        if (operation == PartitionOperation.DEFINE
                || operation == PartitionOperation.ADD
                || operation == PartitionOperation.COALESCE) {
            return List.of();
        }
        cursor.skipAny("if exists", "local", "no_write_to_binlog");
        List<String> names = new ArrayList<>();
        while (!cursor.at("all")) {
            Name name = cursor.name();
            if (name == null) {
                break;
            }
            names.add(name.last());
            if (!cursor.skip(",")) {
                break;
            }
        }
        return names;
    }
}
