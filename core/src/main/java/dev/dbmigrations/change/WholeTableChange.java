package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;
import java.util.List;

/** A change of a table as a whole. */
public sealed interface WholeTableChange extends TableChange {

    /**
     * @param columns in order
     * @param constraints those written after the columns, and those written on a column
     * @param traits what else is said about the table
     */
    record CreateTable(TableName table, List<NewColumn> columns, List<AddConstraint> constraints, Traits traits)
            implements WholeTableChange {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * @param ifNotExists whether an existing table of that name is accepted
     * @param temporary whether it goes with the session
     * @param parents tables it inherits from, is a partition of, or copies (LIKE)
     * @param filled whether the statement also puts rows into it (AS SELECT)
     */
    record Traits(boolean ifNotExists, boolean temporary, List<TableName> parents, boolean filled) {
        public static final Traits NONE = new Traits(false, false, List.of(), false);

        public Traits {
            parents = List.copyOf(parents);
        }
    }

    record DropTable(TableName table, boolean ifExists, boolean cascade) implements WholeTableChange {}

    record RenameTable(TableName table, String newName) implements WholeTableChange {}

    record DropConstraint(TableName table, String name, boolean ifExists, boolean cascade)
            implements WholeTableChange {}

    record ValidateConstraint(TableName table, String name) implements WholeTableChange {}

    record RenameConstraint(TableName table, String name, String newName) implements WholeTableChange {}

    record Truncate(TableName table, boolean cascade) implements WholeTableChange {}

    /**
     * Any other ALTER TABLE action: it runs as written under the lock budget.
     *
     * @param action in the words of SQL, lower case, for example {@code set (fillfactor)}
     */
    record AlterOtherwise(TableName table, String action) implements WholeTableChange {}
}
