package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * The triggers that keep two columns of one row in step.
 *
 * <p>They compare OLD and NEW instead of asking who writes, so they are right for clients of either shape whatever their
 * search path. They fire ALWAYS, so that rows applied by logical replication are kept in step too, and their names sort
 * after the user's own BEFORE triggers, whose changes they must see (PostgreSQL 18 documentation, CREATE TRIGGER: triggers
 * of one kind fire in alphabetical order).
 */
final class PostgresSync {
    private static final String BYPASS = "db_migrations.bypass";
    private static final String NOT_BYPASSED = "current_setting('" + BYPASS + "', true) IS DISTINCT FROM 'on'";
    private final PostgresNames names;

    PostgresSync(PostgresNames names) {
        this.names = names;
    }

    static String bypass() {
        return "SET LOCAL " + BYPASS + " = 'on'";
    }

    /** Types whose equality means that the values are the very same; of others, such as citext or interval, the texts are compared. */
    private static final java.util.regex.Pattern SAME_WHEN_EQUAL = java.util.regex.Pattern.compile(
            "(smallint|integer|int|int[248]|bigint|oid|boolean|bool|uuid|date|text|bytea"
                    + "|(character varying|varchar)(\\(\\d+\\))?|numeric\\(\\d+, ?\\d+\\)"
                    + "|timestamp(\\(\\d\\))?( with(out)? time zone)?|timestamptz)");

    static String image(String expression, String type) {
        if (SAME_WHEN_EQUAL.matcher(type).matches()) {
            return expression;
        }
        return "(" + expression + ")::text";
    }

    List<String> create(ColumnSync sync) {
        String function = function(sync);
        String table = names.quote(sync.table());
        String onInsert = names.quote(names.derived(sync.name(), "i"));
        String onUpdate = names.quote(names.derived(sync.name(), "u"));
        return List.of(
                "CREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS $db_migrations$\n" + body(sync)
                        + "$db_migrations$",
                "CREATE TRIGGER " + onInsert + " BEFORE INSERT ON " + table + " FOR EACH ROW WHEN (" + NOT_BYPASSED
                        + ") EXECUTE FUNCTION " + function + "()",
                "CREATE TRIGGER " + onUpdate + " BEFORE UPDATE ON " + table + " FOR EACH ROW WHEN (" + NOT_BYPASSED
                        + " AND (" + changed(sync.after()) + " OR " + changed(sync.before()) + " OR NEW."
                        + names.quote(sync.after().column()) + " IS NULL)) EXECUTE FUNCTION " + function + "()",
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + onInsert,
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + onUpdate);
    }

    List<String> drop(ColumnSync sync) {
        String table = names.quote(sync.table());
        return List.of(
                "DROP TRIGGER IF EXISTS " + names.quote(names.derived(sync.name(), "i")) + " ON " + table,
                "DROP TRIGGER IF EXISTS " + names.quote(names.derived(sync.name(), "u")) + " ON " + table,
                "DROP FUNCTION IF EXISTS " + function(sync) + "()");
    }

    private String function(ColumnSync sync) {
        return names.quote(TableName.of(sync.table().schema(), sync.name()));
    }

    private String changed(ColumnSync.Side side) {
        String column = names.quote(side.column());
        return image("NEW." + column, side.type()) + " IS DISTINCT FROM " + image("OLD." + column, side.type());
    }

    /** On insert a value other than the default tells who wrote; on update the changed side does; the new shape wins a tie. */
    private String body(ColumnSync sync) {
        String type = sync.after().type();
        String after = "NEW." + names.quote(sync.after().column());
        String up = computed(sync, sync.up(), sync.before());
        String given = sync.after().defaultSql() == null ? "NULL" : sync.after().defaultSql();
        String upImage = image("(" + up + ")::" + type, type);
        return """
                BEGIN
                  IF TG_OP = 'INSERT' THEN
                    IF {afterImage} IS NOT DISTINCT FROM {givenImage} THEN
                      {after} := {up};
                    ELSIF {afterImage} IS DISTINCT FROM {upImage} THEN
                      {before} := {down};
                    END IF;
                  ELSIF {afterChanged} THEN
                    IF NOT ({beforeChanged}) OR {afterImage} IS DISTINCT FROM {upImage} THEN
                      {before} := {down};
                    END IF;
                  ELSE
                    {after} := {up};
                  END IF;
                  RETURN NEW;
                END
                """.replace("{afterChanged}", changed(sync.after()))
                .replace("{beforeChanged}", changed(sync.before()))
                .replace("{afterImage}", image(after, type))
                .replace("{givenImage}", image("(" + given + ")::" + type, type))
                .replace("{upImage}", upImage)
                .replace("{after}", after)
                .replace("{before}", "NEW." + names.quote(sync.before().column()))
                .replace("{up}", up)
                .replace("{down}", computed(sync, sync.down(), sync.after()));
    }

    /** A plain copy or cast is read off the row; anything else is evaluated by the server over the row, so no name in it is touched. */
    private String computed(ColumnSync sync, String expression, ColumnSync.Side source) {
        String column = names.quote(source.column());
        if (expression.equals(column) || expression.startsWith(column + "::")) {
            return "NEW." + expression;
        }
        return "(SELECT " + expression + " FROM (SELECT NEW.*) AS "
                + names.quote(sync.table().name()) + ")";
    }
}
