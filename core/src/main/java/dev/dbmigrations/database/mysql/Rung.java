package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.schema.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One rung of the ladder from the cheapest way of changing a table to the dearest: an algorithm and the weakest lock it is
 * taken with. All of them need the table's metadata lock for an instant at the end.
 */
enum Rung {
    INSTANT("INSTANT", "", Blocks.READS_AND_WRITES),
    NOCOPY("NOCOPY", "NONE", Blocks.SCHEMA_CHANGES),
    NOCOPY_SHARED("NOCOPY", "SHARED", Blocks.WRITES),
    INPLACE("INPLACE", "NONE", Blocks.SCHEMA_CHANGES),
    INPLACE_SHARED("INPLACE", "SHARED", Blocks.WRITES),
    COPY("COPY", "NONE", Blocks.SCHEMA_CHANGES),
    COPY_SHARED("COPY", "SHARED", Blocks.WRITES),
    COPY_EXCLUSIVE("COPY", "EXCLUSIVE", Blocks.READS_AND_WRITES);

    private final String algorithm;
    private final String lock;
    private final Blocks blocks;

    Rung(String algorithm, String lock, Blocks blocks) {
        this.algorithm = algorithm;
        this.lock = lock;
        this.blocks = blocks;
    }

    /** As impacts name it: {@code INPLACE, LOCK=NONE}. */
    String mode() {
        return lock.isEmpty() ? algorithm : algorithm + ", LOCK=" + lock;
    }

    String algorithm() {
        return algorithm;
    }

    String lock() {
        return lock;
    }

    String inAlter() {
        return ", ALGORITHM=" + algorithm + (lock.isEmpty() ? "" : ", LOCK=" + lock);
    }

    /** CREATE INDEX has no word for INSTANT. */
    String behindIndex() {
        if (this == INSTANT) {
            return INPLACE.behindIndex();
        }
        return " ALGORITHM=" + algorithm + (lock.isEmpty() ? "" : " LOCK=" + lock);
    }

    Impact on(TableName table, Work work) {
        return new Impact(List.of(new Lock(table, mode(), blocks)), work);
    }

    static Optional<Rung> of(Impact impact) {
        return impact.locks().stream()
                .flatMap(lock -> Arrays.stream(values()).filter(r -> r.mode().equals(lock.mode())))
                .findFirst();
    }
}
