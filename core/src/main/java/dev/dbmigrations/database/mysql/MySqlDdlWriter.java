package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Privilege;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The DDL of MySQL and MariaDB. */
final class MySqlDdlWriter implements DdlWriter {
    private static final String UNCHECKED = "SET SESSION foreign_key_checks = 0; ";
    private final MySqlNames names;
    private final MySqlVersion release;
    private final MySqlSync sync;
    private final CatalogProbes probes;

    MySqlDdlWriter(MySqlNames names, MySqlVersion release) {
        this.names = names;
        this.release = release;
        this.sync = new MySqlSync(names);
        this.probes = new CatalogProbes(names);
    }

    private String alter(TableName table, String action) {
        return "ALTER TABLE " + names.quote(table) + " " + action;
    }

    private String modify(TableName table, String column, ColumnText definition) {
        return alter(table, "MODIFY COLUMN " + names.quote(column) + " " + definition.sql());
    }

    /** The definition the server printed, or one from what is known. */
    static ColumnText definition(Column column) {
        String printed = column.extras().definition();
        if (printed != null) {
            return ColumnText.of(printed);
        }
        List<String> rest = column.extras().comment() == null
                ? List.of()
                : List.of("COMMENT " + CatalogQueries.literal(column.extras().comment()));
        return new ColumnText(
                column.type(), column.nullable(), column.defaultSql(), null, column.isIdentity(), false, rest);
    }

    @Override
    public String addColumn(TableName table, String column, String type, @Nullable String collation) {
        String suffix = collation == null ? "" : " COLLATE " + collation;
        return alter(table, "ADD COLUMN " + names.quote(column) + " " + type + suffix + " NULL");
    }

    @Override
    public String addColumnAsDefined(TableName table, String definition) {
        return alter(table, "ADD COLUMN " + definition);
    }

    @Override
    public String dropColumn(TableName table, String column) {
        return alter(table, "DROP COLUMN " + names.quote(column));
    }

    /** Only MariaDB knows the words. */
    @Override
    public String dropColumnIfThere(TableName table, String column) {
        return release.isMariaDb()
                ? alter(table, "DROP COLUMN IF EXISTS " + names.quote(column))
                : dropColumn(table, column);
    }

    @Override
    public String renameColumn(TableName table, String column, String newName) {
        return alter(table, "RENAME COLUMN " + names.quote(column) + " TO " + names.quote(newName));
    }

    @Override
    public String setNotNull(TableName table, Column column) {
        return modify(table, column.name(), definition(column).withNullable(false));
    }

    @Override
    public String dropNotNull(TableName table, Column column) {
        return modify(table, column.name(), definition(column).withNullable(true));
    }

    /** A default is there at once; a column without NOT NULL would have to be written anew. */
    @Override
    public Reversible letLeaveOut(TableName table, Column column) {
        return ZeroValue.of(column.type())
                .map(zero -> new Reversible(setDefault(table, column.name(), zero), dropDefault(table, column.name())))
                .orElseGet(() -> new Reversible(dropNotNull(table, column), setNotNull(table, column)));
    }

    @Override
    public String setDefault(TableName table, String column, String expression) {
        return alter(table, "ALTER COLUMN " + names.quote(column) + " SET DEFAULT " + expression);
    }

    /** A column that may be NULL is NULL when it is left out, unless its default was dropped: then it has to be given. */
    @Override
    public String restoreDefault(TableName table, Column before) {
        boolean isNull = before.defaultSql() == null && before.nullable();
        return isNull ? setDefault(table, before.name(), "NULL") : DdlWriter.super.restoreDefault(table, before);
    }

    @Override
    public String dropDefault(TableName table, String column) {
        return alter(table, "ALTER COLUMN " + names.quote(column) + " DROP DEFAULT");
    }

    /** There is no USING: values are converted as in an assignment. */
    @Override
    public String changeType(TableName table, Column column, String type, @Nullable String using) {
        boolean back = type.equals(column.type()) && column.extras().definition() != null;
        ColumnText before = definition(column);
        return modify(table, column.name(), back ? before : before.ofType(type));
    }

    @Override
    public String renameTable(TableName table, String newName) {
        return renameTables(List.of(new Renaming(table, table.named(newName))));
    }

    @Override
    public String renameTables(List<Renaming> renamings) {
        return "RENAME TABLE "
                + renamings.stream()
                        .map(r -> names.quote(r.from()) + " TO " + names.quote(r.to()))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public String dropTable(TableName table) {
        return "DROP TABLE " + names.quote(table);
    }

    /** Only of a foreign key can the server be told not to look at the rows. */
    @Override
    public String addConstraintUnvalidated(TableName table, String name, String definition) {
        boolean isForeignKey = definition.toUpperCase(Locale.ROOT).startsWith("FOREIGN KEY");
        return (isForeignKey ? UNCHECKED : "") + addConstraint(table, name, definition);
    }

    @Override
    public String addForeignKeyUnchecked(TableName table, String name, String definition) {
        return UNCHECKED + addConstraint(table, name, definition);
    }

    @Override
    public String addConstraint(TableName table, String name, String definition) {
        boolean primary = definition.toUpperCase(Locale.ROOT).startsWith("PRIMARY KEY");
        return alter(table, "ADD " + (primary ? "" : "CONSTRAINT " + names.quote(name) + " ") + definition);
    }

    @Override
    public String addConstraintAsDefined(TableName table, AddConstraint constraint) {
        String named = constraint.name() == null ? "" : "CONSTRAINT " + names.quote(constraint.name()) + " ";
        return alter(table, "ADD " + named + constraint.definition());
    }

    /** Nothing is ever left to validate. */
    @Override
    public String validateConstraint(TableName table, String name) {
        return "DO 0";
    }

    @Override
    public String dropConstraint(TableName table, String name) {
        return name.equals("PRIMARY")
                ? alter(table, "DROP PRIMARY KEY")
                : alter(table, "DROP CONSTRAINT " + names.quote(name));
    }

    @Override
    public String renameConstraint(TableName table, String name, String newName) {
        return renameIndex(table, name, newName);
    }

    @Override
    public String addKeyUsingIndex(TableName table, String name, KeyKind kind, String index) {
        return renameIndex(table, index, name);
    }

    @Override
    public String createIndexOnline(TableName table, String name, Index index) {
        String key = index.parts().stream().map(Index.Part::sql).collect(Collectors.joining(", "));
        String kind = switch (index.shape().method()) {
            case "fulltext" -> "FULLTEXT ";
            case "rtree", "spatial" -> "SPATIAL ";
            default -> index.unique() ? "UNIQUE " : "";
        };
        String lock = kind.equals("FULLTEXT ") || kind.equals("SPATIAL ") ? "SHARED" : "NONE";
        return "CREATE " + kind + "INDEX " + names.quote(name) + " ON " + names.quote(table) + " (" + key
                + ") ALGORITHM = INPLACE LOCK = " + lock;
    }

    @Override
    public String createIndexOnline(TableName table, String name, String tail, boolean unique) {
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + names.quote(name) + " ON " + names.quote(table) + " "
                + tail + " ALGORITHM = INPLACE LOCK = NONE";
    }

    @Override
    public String dropIndexOnline(TableName table, String index) {
        return dropIndex(table, index) + ", ALGORITHM=INPLACE, LOCK=NONE";
    }

    /** No constraint adopts an index there. */
    @Override
    public String dropIndexIfThere(TableName table, String index) {
        return dropIndex(table, index);
    }

    @Override
    public String dropIndex(TableName table, String index) {
        return alter(table, "DROP INDEX " + names.quote(index));
    }

    @Override
    public String renameIndex(TableName table, String index, String newName) {
        return alter(table, "RENAME INDEX " + names.quote(index) + " TO " + names.quote(newName));
    }

    /**
     * By sorting: a table of groups in memory that outgrows it is written to disk row by row, which takes minutes for five million rows where
     * sorting takes seconds.
     */
    @Override
    public String selectGroups() {
        return "SELECT SQL_BIG_RESULT";
    }

    /** Indexes have none there. */
    @Override
    public List<String> giveRoles(TableName table, String index, Set<Index.Role> roles) {
        return List.of();
    }

    @Override
    public List<String> lockExclusively(List<TableName> tables) {
        return List.of();
    }

    @Override
    public String analyze(TableName table, List<String> columns) {
        return "ANALYZE TABLE " + names.quote(table);
    }

    /** A comment is part of the definition, which is carried over whole. */
    @Override
    public String commentOnColumn(TableName table, String column, String comment) {
        throw new UnsupportedOperationException("a comment is part of the column's definition");
    }

    @Override
    public String setStatistics(TableName table, String column, int target) {
        throw new UnsupportedOperationException("columns have no statistics target");
    }

    @Override
    public String grantOnColumn(TableName table, String column, Privilege privilege) {
        return "GRANT " + privilege.privilege() + " (" + names.quote(column) + ") ON " + names.quote(table) + " TO "
                + privilege.grantee() + (privilege.grantable() ? " WITH GRANT OPTION" : "");
    }

    @Override
    public List<String> createSync(ColumnSync columnSync) {
        return sync.create(columnSync);
    }

    @Override
    public List<String> dropSync(ColumnSync columnSync) {
        return sync.drop(columnSync);
    }

    @Override
    public String bypassSync() {
        return MySqlSync.bypass();
    }

    @Override
    public MovedGeneration moveGeneration(TableName table, Column from, String to) {
        return MovedGeneration.NOTHING;
    }

    @Override
    public List<String> createAliasView(TableName view, TableName table, List<String> columns) {
        return List.of("CREATE SQL SECURITY INVOKER VIEW " + names.quote(view) + " AS SELECT " + names.list(columns)
                + " FROM " + names.quote(table));
    }

    @Override
    public String dropView(TableName view) {
        return "DROP VIEW " + names.quote(view);
    }

    @Override
    public String indexIsValid(TableName table, String index) {
        return probes.index(table, index);
    }

    /** A build that fails leaves nothing. */
    @Override
    public String indexIsLeftover(TableName table, String index) {
        return "SELECT false";
    }

    @Override
    public String constraintIsValid(TableName table, String name) {
        return probes.constraint(table, name);
    }

    /** Byte by byte for texts: a collation may hold different texts equal. */
    @Override
    public String differs(String left, String right, String type) {
        return "NOT (" + TextTypes.image(left, type) + " <=> " + TextTypes.image(right, type) + ")";
    }

    @Override
    public String cast(String expression, String type) {
        return Casts.to(expression, type);
    }

    @Override
    public String firstRows(String query, int count) {
        return query + " LIMIT " + count;
    }

    @Override
    public String asserted(String sql, Impact predicted) {
        return Assertion.of(sql, predicted);
    }

    @Override
    public String addHiddenColumn(TableName table, Column column, Column beside) {
        ColumnText definition = definition(column);
        ColumnText hidden = hidden(definition, column);
        String place = placesAnywhere() ? " AFTER " + names.quote(beside.name()) : "";
        return alter(table, "ADD COLUMN " + names.quote(column.name()) + " " + hidden.sql() + place);
    }

    /** Both are instant there: MariaDB 10.4 and MySQL 8.0.29 (safety catalogue 3.1). */
    private boolean placesAnywhere() {
        return release.isMariaDb() || release.is(MySqlVersion.Flavour.MYSQL, 8, 0, 29);
    }

    /** Who does not name it must not have to give it a value. */
    private static ColumnText hidden(ColumnText definition, Column column) {
        ColumnText bare = definition.withoutAutoIncrement().withInvisible(true);
        if (bare.defaultSql() != null || bare.nullable()) {
            return bare;
        }
        return ZeroValue.of(column.type()).map(bare::withDefault).orElseGet(() -> bare.withNullable(true));
    }

    @Override
    public @Nullable String defaultWhenHidden(Column column) {
        return hidden(definition(column), column).givenDefault();
    }

    @Override
    public Reversible exchange(TableName table, Exchanged one, Exchanged other) {
        String first = names.quote(one.column().name());
        String second = names.quote(other.column().name());
        String there = "CHANGE COLUMN " + first + " " + second + " " + seen(one.column(), one.after())
                + ", CHANGE COLUMN " + second + " " + first + " " + seen(other.column(), other.after());
        String back = "CHANGE COLUMN " + first + " " + second + " " + seen(other.column(), other.before())
                + ", CHANGE COLUMN " + second + " " + first + " " + seen(one.column(), one.before());
        return new Reversible(alter(table, there), alter(table, back));
    }

    private static String seen(Column column, Seen by) {
        ColumnText definition = definition(column);
        return (by == Seen.BY_NAME ? hidden(definition, column) : definition).sql();
    }

    @Override
    public String isExchanged(TableName table, String seen, String hidden) {
        return probes.isBehind(table, seen, hidden);
    }
}
