package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of an index. */
public sealed interface IndexChange extends TableChange {

    /**
     * @param name the index name as the catalog will store it, or null when the server is to choose one
     * @param columns key columns; expressions are left out
     * @param how the flags written
     * @param tail everything after {@code ON table}, as written: method, key, INCLUDE, WITH, WHERE
     */
    record CreateIndex(TableName table, @Nullable String name, List<String> columns, How how, String tail)
            implements IndexChange {
        public CreateIndex {
            columns = List.copyOf(columns);
        }
    }

    /** The flags of a CREATE INDEX. */
    record How(boolean unique, boolean concurrently, boolean ifNotExists, boolean only, Kind kind) {
        public How(boolean unique, boolean concurrently, boolean ifNotExists, boolean only) {
            this(unique, concurrently, ifNotExists, only, Kind.ORDINARY);
        }
    }

    /** What an index is for, where it is not the access method that says so. */
    enum Kind {
        ORDINARY,
        FULLTEXT,
        SPATIAL,
        VECTOR
    }

    /**
     * @param table the table's name is not in the statement: it is the index's own schema with an empty name until resolved
     * @param index the index as written
     */
    record DropIndex(TableName table, TableName index, boolean concurrently, boolean ifExists, boolean cascade)
            implements IndexChange {}

    record RenameIndex(TableName table, TableName index, String newName) implements IndexChange {}

    /** Whether the server may read the index; it keeps it up to date in either case. */
    record SetIndexVisibility(TableName table, TableName index, boolean visible) implements IndexChange {}
}
