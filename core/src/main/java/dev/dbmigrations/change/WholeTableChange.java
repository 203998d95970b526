package dev.dbmigrations.change;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param further what only some kinds of SQL say in the statement
     */
    record Traits(boolean ifNotExists, boolean temporary, List<TableName> parents, boolean filled, Further further) {
        public static final Traits NONE = new Traits(false, false, List.of(), false);

        public Traits(boolean ifNotExists, boolean temporary, List<TableName> parents, boolean filled) {
            this(ifNotExists, temporary, parents, filled, Further.NONE);
        }

        public Traits {
            parents = List.copyOf(parents);
        }
    }

    /**
     * @param replaces whether an existing table of that name is dropped first
     * @param indexes those that belong to no constraint
     * @param options in order
     * @param partitioned whether its partitions are defined
     */
    record Further(
            boolean replaces, List<IndexChange.CreateIndex> indexes, List<TableOption> options, boolean partitioned) {
        public static final Further NONE = new Further(false, List.of(), List.of(), false);

        public Further {
            indexes = List.copyOf(indexes);
            options = List.copyOf(options);
        }
    }

    /**
     * Something said about a table as a whole, such as its storage engine.
     *
     * @param name in lower case, one blank between words, for example {@code row_format} or {@code character set}
     * @param value as written
     */
    record TableOption(String name, String value) {}

    record DropTable(TableName table, boolean ifExists, boolean cascade) implements WholeTableChange {}

    record RenameTable(TableName table, String newName) implements WholeTableChange {}

    record DropConstraint(TableName table, String name, boolean ifExists, boolean cascade)
            implements WholeTableChange {}

    record ValidateConstraint(TableName table, String name) implements WholeTableChange {}

    record RenameConstraint(TableName table, String name, String newName) implements WholeTableChange {}

    record Truncate(TableName table, boolean cascade) implements WholeTableChange {}

    /**
     * The primary key is dropped and another put in its place, in one step.
     *
     * @param definition the new one's text, for example {@code PRIMARY KEY (a, b)}
     */
    record ReplacePrimaryKey(TableName table, List<String> columns, String definition) implements WholeTableChange {
        public ReplacePrimaryKey {
            columns = List.copyOf(columns);
        }
    }

    record SetTableOption(TableName table, TableOption option) implements WholeTableChange {}

    /**
     * Every text of the table is stored anew in another character set, which also becomes that of columns to come.
     *
     * @param characterSet as written
     * @param collation as written
     */
    record ConvertCharacterSet(
            TableName table, String characterSet, @Nullable String collation) implements WholeTableChange {}

    /** The table is written anew as it is. */
    record RebuildTable(TableName table) implements WholeTableChange {}

    /**
     * @param operation what happens
     * @param partitions their names as the catalog stores them; empty where all or new ones are meant
     */
    record ChangePartitions(TableName table, PartitionOperation operation, List<String> partitions)
            implements WholeTableChange {
        public ChangePartitions {
            partitions = List.copyOf(partitions);
        }
    }

    /** What is done with partitions of a table. */
    enum PartitionOperation {
        /** An unpartitioned table is cut, or a partitioned one cut anew. */
        DEFINE,
        /** All become one table without partitions. */
        REMOVE,
        ADD,
        DROP,
        TRUNCATE,
        /** With the rows of another table. */
        EXCHANGE,
        /** A partition becomes a table, or the other way round. */
        CONVERT,
        REORGANIZE,
        COALESCE,
        REBUILD,
        /** Checking, repairing, analysing and the like. */
        MAINTAIN,
        DISCARD,
        IMPORT
    }

    /**
     * Any other ALTER TABLE action: it runs as written under the lock budget.
     *
     * @param action in the words of SQL, lower case, for example {@code set (fillfactor)}
     * @param others further tables that it is about, as written: the partition that is attached or detached
     */
    record AlterOtherwise(TableName table, String action, List<TableName> others) implements WholeTableChange {
        public AlterOtherwise(TableName table, String action) {
            this(table, action, List.of());
        }

        public AlterOtherwise {
            others = List.copyOf(others);
        }
    }
}
