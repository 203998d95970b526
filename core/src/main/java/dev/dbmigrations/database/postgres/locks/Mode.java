package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.schema.TableName;
import java.util.Locale;

/** A table lock mode, weakest first (PostgreSQL 18 documentation, 13.3.1 Table-Level Locks). */
enum Mode {
    ACCESS_SHARE(Blocks.NOTHING),
    ROW_SHARE(Blocks.NOTHING),
    ROW_EXCLUSIVE(Blocks.NOTHING),
    SHARE_UPDATE_EXCLUSIVE(Blocks.SCHEMA_CHANGES),
    SHARE(Blocks.WRITES),
    SHARE_ROW_EXCLUSIVE(Blocks.WRITES),
    EXCLUSIVE(Blocks.WRITES),
    ACCESS_EXCLUSIVE(Blocks.READS_AND_WRITES);

    private final Blocks blocks;

    Mode(Blocks blocks) {
        this.blocks = blocks;
    }

    String words() {
        return name().replace('_', ' ');
    }

    Lock on(TableName relation) {
        return new Lock(relation, words(), blocks);
    }

    /** The mode that a LOCK TABLE statement names; the strongest when it names none. */
    static Mode namedIn(String lockStatement) {
        String text = lockStatement.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (Mode mode : values()) {
            if (text.contains("IN " + mode.words() + " MODE")) {
                return mode;
            }
        }
        return ACCESS_EXCLUSIVE;
    }
}
