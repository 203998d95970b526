package dev.dbmigrations.dialect;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Privilege;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The DDL of one dialect, statement by statement, without terminators. Names come unquoted. */
public interface DdlWriter {

    String addColumn(TableName table, String column, String type, @Nullable String collation);

    /** Adds a column by its definition as the author wrote it. */
    String addColumnAsDefined(TableName table, String definition);

    String dropColumn(TableName table, String column);

    /** For undoing: the step that made the column may have been overtaken by one that took it away. */
    String dropColumnIfThere(TableName table, String column);

    String renameColumn(TableName table, String column, String newName);

    /**
     * @param column as it is before; some dialects repeat its definition
     */
    String setNotNull(TableName table, Column column);

    /**
     * @param column as it is before
     */
    String dropNotNull(TableName table, Column column);

    /** Lets an INSERT leave the column out, though it is NOT NULL and has no default. */
    Reversible letLeaveOut(TableName table, Column column);

    /**
     * A statement and its opposite.
     *
     * @param sql does it
     * @param undo takes it back
     */
    record Reversible(String sql, String undo) {}

    String setDefault(TableName table, String column, String expression);

    String dropDefault(TableName table, String column);

    /** Gives a column the default that it had, which may be none. */
    default String restoreDefault(TableName table, Column before) {
        return before.defaultSql() == null
                ? dropDefault(table, before.name())
                : setDefault(table, before.name(), before.defaultSql());
    }

    /**
     * @param column as it is before
     */
    String changeType(TableName table, Column column, String type, @Nullable String using);

    String renameTable(TableName table, String newName);

    String dropTable(TableName table);

    /** Adds a constraint for new rows only; existing ones are read by {@link #validateConstraint}. */
    String addConstraintUnvalidated(TableName table, String name, String definition);

    String addConstraint(TableName table, String name, String definition);

    /** Adds a constraint as the author wrote it, its name included. */
    String addConstraintAsDefined(TableName table, AddConstraint constraint);

    String validateConstraint(TableName table, String name);

    String dropConstraint(TableName table, String name);

    /** Where it is not told beforehand whether the server has made it. */
    default String dropConstraintIfThere(TableName table, String name) {
        return dropConstraint(table, name);
    }

    String renameConstraint(TableName table, String name, String newName);

    /** Makes a built unique index a key; the index takes the constraint's name. */
    String addKeyUsingIndex(TableName table, String name, KeyKind kind, String index);

    /** The two keys an index can become. */
    enum KeyKind {
        PRIMARY_KEY,
        UNIQUE
    }

    /** Builds an index without stopping writes. */
    String createIndexOnline(TableName table, String name, Index index);

    String createIndexOnline(TableName table, String name, String tail, boolean unique);

    /** Builds an index anew without keeping anybody out; empty where there is no such statement. */
    default Optional<String> rebuildIndexOnline(TableName table, String index) {
        return Optional.empty();
    }

    /** What a stopped {@link #rebuildIndexOnline} leaves of the new index. */
    default String halfRebuilt(String index) {
        return index;
    }

    /** Builds all indexes of a table anew in that way. */
    default Optional<String> rebuildIndexesOnline(TableName table) {
        return Optional.empty();
    }

    /** Fills a materialized view anew while it is read; it needs a unique index of whole columns. */
    default Optional<String> refreshOnline(TableName view) {
        return Optional.empty();
    }

    String dropIndexOnline(TableName table, String index);

    String dropIndex(TableName table, String index);

    /** For a way back: it may have gone with a constraint that has adopted it. */
    String dropIndexIfThere(TableName table, String index);

    /** Lets the table use the index as it used another, in time that does not depend on its size. */
    List<String> giveRoles(TableName table, String index, Set<Index.Role> roles);

    String renameIndex(TableName table, String index, String newName);

    /** The beginning of a query with {@code GROUP BY} that has about as many groups as the table has rows. */
    default String selectGroups() {
        return "SELECT";
    }

    /** Takes the strongest lock on the tables, in the given order. */
    List<String> lockExclusively(List<TableName> tables);

    String analyze(TableName table, List<String> columns);

    String commentOnColumn(TableName table, String column, String comment);

    String setStatistics(TableName table, String column, int target);

    /** Empty where an index keeps its comment in its definition. */
    default List<String> commentOnIndex(TableName table, String index, String comment) {
        return List.of();
    }

    /** Empty where constraints have none. */
    default List<String> commentOnConstraint(TableName table, String name, String comment) {
        return List.of();
    }

    /** Sets options of a column as the catalog prints them; empty where columns have none. */
    default List<String> setColumnOptions(TableName table, String column, String options) {
        return List.of();
    }

    String grantOnColumn(TableName table, String column, Privilege privilege);

    /** Installs the triggers that keep two columns of one row in step, whoever writes which. */
    List<String> createSync(ColumnSync sync);

    List<String> dropSync(ColumnSync sync);

    /** A settings statement that makes our own statements pass by the sync triggers until the transaction ends. */
    String bypassSync();

    /** Hands the way values come about (identity, owned sequence) from one column to another, losing no number. */
    MovedGeneration moveGeneration(TableName table, Column from, String to);

    /**
     * @param before statements while both columns are there under their own names
     * @param after statements when the old one is gone and the new one has its final name
     */
    record MovedGeneration(List<String> before, List<String> after) {
        public static final MovedGeneration NOTHING = new MovedGeneration(List.of(), List.of());

        public MovedGeneration {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** A view that shows a table under another name, writable. */
    List<String> createAliasView(TableName view, TableName table, List<String> columns);

    String dropView(TableName view);

    /** A query giving one boolean: whether the table has this index, complete. */
    String indexIsValid(TableName table, String index);

    /** A query giving one boolean: whether the table has this index as a failed build left it. */
    String indexIsLeftover(TableName table, String index);

    /** A query giving one boolean: whether the constraint is there and validated. */
    String constraintIsValid(TableName table, String name);

    /** A condition: two values of one type are not the very same, NULL being the same as NULL. */
    String differs(String left, String right, String type);

    /** An expression converted to a type. */
    String cast(String expression, String type);

    /**
     * The statement held to what was predicted of it: the server refuses it rather than do it in another way. The same text
     * where the server cannot be held to anything, and where the author's own demand stands in it.
     */
    default String asserted(String sql, Impact predicted) {
        return sql;
    }

    /** Adds a column that {@code *} leaves out, beside another and not to be filled by those who do not know it. */
    default String addHiddenColumn(TableName table, Column column, Column beside) {
        throw new UnsupportedOperationException("no hidden columns here");
    }

    /** What a hidden column holds when nobody gives it a value; null for NULL. */
    default @Nullable String defaultWhenHidden(Column column) {
        return column.defaultSql();
    }

    /** Lets two columns exchange their names in one statement. */
    default Reversible exchange(TableName table, Exchanged one, Exchanged other) {
        throw new UnsupportedOperationException("no hidden columns here");
    }

    /**
     * A column that gives its name to another and takes the other's.
     *
     * @param column as it is to be when it is seen
     * @param before who sees it before
     * @param after who sees it afterwards
     */
    record Exchanged(Column column, Seen before, Seen after) {}

    /** Who gets a column to see. */
    enum Seen {
        BY_ALL,
        /** Only those who name it. */
        BY_NAME
    }

    /** A query giving one boolean: whether the two columns have exchanged their names. */
    default String isExchanged(TableName table, String seen, String hidden) {
        throw new UnsupportedOperationException("no hidden columns here");
    }

    /** Several renamings in one statement, each seeing the ones before it. */
    default String renameTables(List<Renaming> renamings) {
        throw new UnsupportedOperationException("one table at a time here");
    }

    /**
     * @param from the name before
     * @param to the name after
     */
    record Renaming(TableName from, TableName to) {}

    /** Adds a foreign key whose existing rows nobody reads. */
    default String addForeignKeyUnchecked(TableName table, String name, String definition) {
        return addConstraintUnvalidated(table, name, definition);
    }

    /** Cuts a query's result to its first rows. */
    String firstRows(String query, int count);
}
