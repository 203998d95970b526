package dev.dbmigrations.project.starter;

import java.util.List;

/** What the name of a new migration says is meant. */
sealed interface Intent {

    record CreateTable(String table, List<ColumnSpec> columns) implements Intent {
        public CreateTable {
            columns = List.copyOf(columns);
        }
    }

    record DropTable(String table) implements Intent {}

    record AddColumns(String table, List<ColumnSpec> columns) implements Intent {
        public AddColumns {
            columns = List.copyOf(columns);
        }
    }

    record DropColumns(String table, List<String> columns) implements Intent {
        public DropColumns {
            columns = List.copyOf(columns);
        }
    }

    record RenameColumn(String table, String column, String newName) implements Intent {}

    record RenameTable(String table, String newName) implements Intent {}

    record AddIndex(String table, List<String> columns, Uniqueness uniqueness) implements Intent {
        public AddIndex {
            columns = List.copyOf(columns);
        }
    }

    record SetNotNull(String table, ColumnSpec column) implements Intent {}

    record DropNotNull(String table, ColumnSpec column) implements Intent {}

    record ChangeType(String table, String column, String type) implements Intent {}

    record AddForeignKey(String table, String column, String target) implements Intent {}

    /** The name says nothing. */
    record Unknown() implements Intent {}

    enum Uniqueness {
        UNIQUE,
        ANY
    }
}
