package dev.dbmigrations.database.postgres;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Privilege;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's DDL. */
final class PostgresDdlWriter implements DdlWriter {
    private static final String NEXT_VALUE = "db_migrations.next_value";
    private final PostgresNames names;
    private final PostgresSync sync;

    PostgresDdlWriter(PostgresNames names) {
        this.names = names;
        this.sync = new PostgresSync(names);
    }

    private String alter(TableName table, String action) {
        return "ALTER TABLE " + names.quote(table) + " " + action;
    }

    private String alterColumn(TableName table, String column, String action) {
        return alter(table, "ALTER COLUMN " + names.quote(column) + " " + action);
    }

    @Override
    public String addColumn(TableName table, String column, String type, @Nullable String collation) {
        String suffix = collation == null ? "" : " COLLATE " + collation;
        return alter(table, "ADD COLUMN " + names.quote(column) + " " + type + suffix);
    }

    @Override
    public String addColumnAsDefined(TableName table, String definition) {
        return alter(table, "ADD COLUMN " + definition);
    }

    @Override
    public String dropColumn(TableName table, String column) {
        return alter(table, "DROP COLUMN " + names.quote(column));
    }

    @Override
    public String dropColumnIfThere(TableName table, String column) {
        return alter(table, "DROP COLUMN IF EXISTS " + names.quote(column));
    }

    @Override
    public String renameColumn(TableName table, String column, String newName) {
        return alter(table, "RENAME COLUMN " + names.quote(column) + " TO " + names.quote(newName));
    }

    @Override
    public String setNotNull(TableName table, Column column) {
        return alterColumn(table, column.name(), "SET NOT NULL");
    }

    @Override
    public String dropNotNull(TableName table, Column column) {
        return alterColumn(table, column.name(), "DROP NOT NULL");
    }

    @Override
    public Reversible letLeaveOut(TableName table, Column column) {
        return new Reversible(dropNotNull(table, column), setNotNull(table, column));
    }

    @Override
    public String setDefault(TableName table, String column, String expression) {
        return alterColumn(table, column, "SET DEFAULT " + expression);
    }

    @Override
    public String dropDefault(TableName table, String column) {
        return alterColumn(table, column, "DROP DEFAULT");
    }

    @Override
    public String changeType(TableName table, Column column, String type, @Nullable String using) {
        return alterColumn(table, column.name(), "TYPE " + type + (using == null ? "" : " USING " + using));
    }

    @Override
    public String renameTable(TableName table, String newName) {
        return alter(table, "RENAME TO " + names.quote(newName));
    }

    @Override
    public String dropTable(TableName table) {
        return "DROP TABLE " + names.quote(table);
    }

    @Override
    public String addConstraintUnvalidated(TableName table, String name, String definition) {
        return addConstraint(table, name, definition) + " NOT VALID";
    }

    @Override
    public String addConstraint(TableName table, String name, String definition) {
        return alter(table, "ADD CONSTRAINT " + names.quote(name) + " " + definition);
    }

    @Override
    public String addConstraintAsDefined(TableName table, AddConstraint constraint) {
        String named = constraint.name() == null ? "" : "CONSTRAINT " + names.quote(constraint.name()) + " ";
        return alter(table, "ADD " + named + constraint.definition());
    }

    @Override
    public String validateConstraint(TableName table, String name) {
        return alter(table, "VALIDATE CONSTRAINT " + names.quote(name));
    }

    @Override
    public String dropConstraint(TableName table, String name) {
        return alter(table, "DROP CONSTRAINT " + names.quote(name));
    }

    @Override
    public String dropConstraintIfThere(TableName table, String name) {
        return alter(table, "DROP CONSTRAINT IF EXISTS " + names.quote(name));
    }

    @Override
    public String renameConstraint(TableName table, String name, String newName) {
        return alter(table, "RENAME CONSTRAINT " + names.quote(name) + " TO " + names.quote(newName));
    }

    @Override
    public String addKeyUsingIndex(TableName table, String name, KeyKind kind, String index) {
        String words = kind == KeyKind.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE";
        return alter(table, "ADD CONSTRAINT " + names.quote(name) + " " + words + " USING INDEX " + names.quote(index));
    }

    @Override
    public String createIndexOnline(TableName table, String name, Index index) {
        String key = index.parts().stream().map(Index.Part::sql).collect(Collectors.joining(", "));
        String included = index.included().isEmpty() ? "" : " INCLUDE (" + names.list(index.included()) + ")";
        String options =
                index.shape().options().isEmpty() ? "" : " " + index.shape().options();
        String where = index.isPartial() ? " WHERE " + index.shape().predicate() : "";
        String tail = "USING " + index.shape().method() + " (" + key + ")" + included + options + where;
        return createIndexOnline(table, name, tail, index.unique());
    }

    @Override
    public String createIndexOnline(TableName table, String name, String tail, boolean unique) {
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX CONCURRENTLY " + names.quote(name) + " ON "
                + names.quote(table) + " " + tail;
    }

    @Override
    public Optional<String> rebuildIndexOnline(TableName table, String index) {
        return Optional.of("REINDEX INDEX CONCURRENTLY " + names.quote(table.named(index)));
    }

    /** PostgreSQL 18: {@code ReindexRelationConcurrently} names it so, cut to fit. */
    @Override
    public String halfRebuilt(String index) {
        return names.derived(index, "ccnew");
    }

    @Override
    public Optional<String> rebuildIndexesOnline(TableName table) {
        return Optional.of("REINDEX TABLE CONCURRENTLY " + names.quote(table));
    }

    @Override
    public Optional<String> refreshOnline(TableName view) {
        return Optional.of("REFRESH MATERIALIZED VIEW CONCURRENTLY " + names.quote(view));
    }

    @Override
    public String dropIndexOnline(TableName table, String index) {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + names.quote(table.named(index));
    }

    @Override
    public List<String> giveRoles(TableName table, String index, Set<Index.Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> alter(
                        table,
                        switch (role) {
                                    case CLUSTER_ORDER -> "CLUSTER ON ";
                                    case REPLICA_IDENTITY -> "REPLICA IDENTITY USING INDEX ";
                                }
                                + names.quote(index)))
                .toList();
    }

    @Override
    public String dropIndex(TableName table, String index) {
        return "DROP INDEX " + names.quote(table.named(index));
    }

    @Override
    public String dropIndexIfThere(TableName table, String index) {
        return "DROP INDEX IF EXISTS " + names.quote(table.named(index));
    }

    @Override
    public String renameIndex(TableName table, String index, String newName) {
        return "ALTER INDEX " + names.quote(table.named(index)) + " RENAME TO " + names.quote(newName);
    }

    @Override
    public List<String> lockExclusively(List<TableName> tables) {
        return tables.isEmpty()
                ? List.of()
                : List.of("LOCK TABLE " + tables.stream().map(names::quote).collect(Collectors.joining(", "))
                        + " IN ACCESS EXCLUSIVE MODE");
    }

    @Override
    public String analyze(TableName table, List<String> columns) {
        return "ANALYZE " + names.quote(table) + (columns.isEmpty() ? "" : " (" + names.list(columns) + ")");
    }

    @Override
    public String commentOnColumn(TableName table, String column, String comment) {
        return "COMMENT ON COLUMN " + names.quote(table) + "." + names.quote(column) + " IS " + names.literal(comment);
    }

    @Override
    public List<String> commentOnIndex(TableName table, String index, String comment) {
        String called = names.quote(new TableName(table.schema(), index));
        return List.of("COMMENT ON INDEX " + called + " IS " + names.literal(comment));
    }

    @Override
    public List<String> commentOnConstraint(TableName table, String name, String comment) {
        return List.of("COMMENT ON CONSTRAINT " + names.quote(name) + " ON " + names.quote(table) + " IS "
                + names.literal(comment));
    }

    @Override
    public List<String> setColumnOptions(TableName table, String column, String options) {
        return List.of(alterColumn(table, column, "SET (" + options + ")"));
    }

    @Override
    public String setStatistics(TableName table, String column, int target) {
        return alterColumn(table, column, "SET STATISTICS " + target);
    }

    @Override
    public String grantOnColumn(TableName table, String column, Privilege privilege) {
        String grantee = privilege.grantee().equals("PUBLIC") ? "PUBLIC" : names.quote(privilege.grantee());
        return "GRANT " + privilege.privilege() + " (" + names.quote(column) + ") ON " + names.quote(table) + " TO "
                + grantee + (privilege.grantable() ? " WITH GRANT OPTION" : "");
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
        return PostgresSync.bypass();
    }

    @Override
    public MovedGeneration moveGeneration(TableName table, Column from, String to) {
        TableName sequence = from.extras().sequence();
        if (sequence == null) {
            return MovedGeneration.NOTHING;
        }
        return from.isIdentity() ? moveIdentity(table, from, sequence) : moveSerial(table, from, to, sequence);
    }

    /** An identity cannot change its column: its next number is carried over to a new one, under the lock that keeps it still. */
    private MovedGeneration moveIdentity(TableName table, Column from, TableName sequence) {
        String regclass = names.literal(names.quote(sequence)) + "::regclass";
        String words = from.generation() == Generation.IDENTITY_ALWAYS ? "ALWAYS" : "BY DEFAULT";
        String next = "SELECT set_config('" + NEXT_VALUE
                + "', (SELECT CASE WHEN s.is_called THEN s.last_value + q.seqincrement"
                + " ELSE s.last_value END FROM " + names.quote(sequence)
                + " s, pg_catalog.pg_sequence q WHERE q.seqrelid = "
                + regclass + ")::text, true)";
        String owned = "pg_catalog.pg_get_serial_sequence(" + names.literal(names.quote(table)) + ", "
                + names.literal(from.name()) + ")";
        return new MovedGeneration(
                List.of(next),
                List.of(
                        alterColumn(
                                table,
                                from.name(),
                                "ADD GENERATED " + words + " AS IDENTITY (SEQUENCE NAME " + names.quote(sequence)
                                        + ")"),
                        "SELECT pg_catalog.setval(" + owned + ", current_setting('" + NEXT_VALUE
                                + "')::bigint, false)"));
    }

    private MovedGeneration moveSerial(TableName table, Column from, String to, TableName sequence) {
        String name = names.quote(sequence);
        return new MovedGeneration(
                List.of(
                        "ALTER SEQUENCE " + name + " AS bigint",
                        "ALTER SEQUENCE " + name + " OWNED BY " + names.quote(table) + "." + names.quote(to)),
                List.of(setDefault(table, from.name(), "nextval(" + names.literal(name) + "::regclass)")));
    }

    @Override
    public List<String> createAliasView(TableName view, TableName table, List<String> columns) {
        String select = "CREATE VIEW " + names.quote(view) + " AS SELECT " + names.list(columns) + " FROM "
                + names.quote(table);
        return List.of(select, copyGrants(view, table));
    }

    /** A view is read with its owner's rights; those who had rights on the table get the same on the view. */
    private String copyGrants(TableName view, TableName table) {
        return """
                DO $db_migrations$
                DECLARE g record;
                BEGIN
                  FOR g IN SELECT a.privilege_type AS privilege, a.is_grantable AS grantable,
                      CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
                    FROM pg_catalog.pg_class c, aclexplode(c.relacl) a
                    WHERE c.oid = %s::regclass AND a.grantee <> c.relowner
                      AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                  LOOP
                    EXECUTE format('GRANT %%s ON %s TO %%s', g.privilege, g.grantee)
                      || CASE WHEN g.grantable THEN ' WITH GRANT OPTION' ELSE '' END;
                  END LOOP;
                END
                $db_migrations$""".formatted(
                        names.literal(names.quote(table)), names.quote(view).replace("%", "%%"));
    }

    @Override
    public String dropView(TableName view) {
        return "DROP VIEW " + names.quote(view);
    }

    @Override
    public String indexIsValid(TableName table, String index) {
        return "SELECT EXISTS (" + indexOf(table, index) + " AND i.indisvalid)";
    }

    @Override
    public String indexIsLeftover(TableName table, String index) {
        return "SELECT EXISTS (" + indexOf(table, index) + " AND NOT i.indisvalid)";
    }

    private String indexOf(TableName table, String index) {
        return "SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE c.relname = "
                + names.literal(index) + " AND i.indrelid = to_regclass(" + names.literal(names.quote(table)) + ")";
    }

    @Override
    public String differs(String left, String right, String type) {
        return PostgresSync.image(left, type) + " IS DISTINCT FROM " + PostgresSync.image(right, type);
    }

    @Override
    public String cast(String expression, String type) {
        return expression.matches("[a-z_][a-z0-9_]*|\"[^\"]*\"")
                ? expression + "::" + type
                : "(" + expression + ")::" + type;
    }

    @Override
    public String constraintIsValid(TableName table, String name) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = to_regclass("
                + names.literal(names.quote(table)) + ") AND conname = " + names.literal(name) + " AND convalidated)";
    }

    @Override
    public String firstRows(String query, int count) {
        return query + " LIMIT " + count;
    }
}
