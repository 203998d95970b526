package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.SecondTable.Filled;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The triggers by which each write to one table is made to another as well, in the same transaction.
 *
 * @param names how names are written
 * @param from the table that clients write to, under the name it has then
 * @param to the one that is kept in step
 * @param link how its rows follow
 * @param parts the partitions of the one, each with that of the other; empty where both are whole
 */
record PostgresDualWrites(PostgresNames names, Table from, Table to, Link link, List<Pair> parts) {

    /** A relation, and the one that is kept in step with it. */
    record Pair(TableName from, TableName to) {}

    /**
     * @param filled what is written to the other table
     * @param fromKey by which a row is found here
     * @param toKey by which it is found there
     * @param called what is derived from names
     * @param lost where a row is noted that the other table cannot hold; empty where the client's statement fails instead
     */
    record Link(
            List<Filled> filled, List<String> fromKey, List<String> toKey, Called called, Optional<TableName> lost) {}

    /**
     * @param link derived for triggers and functions
     * @param constraints derived for the constraints of the table that is kept in step
     */
    record Called(String link, String constraints) {}

    static String keyChanged(Table table, List<String> key, PostgresNames names) {
        return key.stream()
                .map(c -> {
                    String type = table.column(c).map(Column::type).orElse("text");
                    return PostgresSync.image("NEW." + names.quote(c), type) + " IS DISTINCT FROM "
                            + PostgresSync.image("OLD." + names.quote(c), type);
                })
                .collect(Collectors.joining(" OR "));
    }

    private String name(String suffix) {
        return names.derived(from.name().name(), link.called().link() + "_" + suffix);
    }

    private String function(String suffix) {
        return names.quote(from.name().named(name(suffix)));
    }

    List<String> create() {
        String changed = keyChanged(from, link.fromKey(), names);
        List<String> sql = new ArrayList<>();
        link.lost()
                .ifPresent(
                        lost -> sql.add(
                                "CREATE TABLE " + names.quote(lost)
                                        + " (at timestamptz NOT NULL DEFAULT clock_timestamp(), operation text, row_key jsonb, reason text)"));
        sql.add(declared("rows", guarded(body())));
        String emptied = parts.isEmpty() ? "TRUNCATE " + names.quote(to.name()) : "EXECUTE 'TRUNCATE ' || TG_ARGV[0]";
        sql.add(declared("all", "BEGIN\n  " + emptied + ";\n  RETURN NULL;\nEND\n"));
        sql.addAll(trigger("w", "INSERT OR DELETE", "FOR EACH ROW", function("rows") + "()"));
        sql.addAll(trigger("u", "UPDATE", "FOR EACH ROW WHEN (NOT (" + changed + "))", function("rows") + "()"));
        sql.addAll(trigger("k", "UPDATE", "FOR EACH ROW WHEN (" + changed + ")", function("rows") + "('key')"));
        truncated()
                .forEach(pair ->
                        sql.addAll(trigger(pair.from(), "t", "TRUNCATE", "FOR EACH STATEMENT", truncation(pair))));
        return sql;
    }

    /** No partition has a trigger of the whole that is called once for a statement. */
    private List<Pair> truncated() {
        List<Pair> all = new ArrayList<>();
        all.add(new Pair(from.name(), to.name()));
        all.addAll(parts);
        return all;
    }

    private String truncation(Pair pair) {
        return function("all") + (parts.isEmpty() ? "()" : "(" + names.literal(names.quote(pair.to())) + ")");
    }

    /** A trigger that has been there as long as writes are made to both. */
    String sentinel() {
        return name("w");
    }

    /**
     * With the rights of who migrates, for clients have none on the other table. The author's expressions may use what the
     * table's schema and {@code public} have; {@code pg_catalog} comes first, so that nobody can put another {@code =} there.
     */
    private String declared(String suffix, String body) {
        String schema = names.quote(from.name().schema());
        String path = schema.equals("public") ? "public" : schema + ", public";
        return "CREATE FUNCTION " + function(suffix) + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
                + " SET search_path = pg_catalog, " + path + ", pg_temp AS $db_migrations$\n" + body
                + "$db_migrations$";
    }

    private List<String> trigger(String suffix, String events, String each, String call) {
        return trigger(from.name(), suffix, events, each, call);
    }

    private List<String> trigger(TableName table, String suffix, String events, String each, String call) {
        String on = names.quote(table);
        String trigger = names.quote(name(suffix));
        return List.of(
                "CREATE TRIGGER " + trigger + " AFTER " + events + " ON " + on + " " + each + " EXECUTE FUNCTION "
                        + call,
                "ALTER TABLE " + on + " ENABLE ALWAYS TRIGGER " + trigger);
    }

    /** Triggers first, then what they call. */
    List<String> drop() {
        List<String> sql = new ArrayList<>();
        for (String trigger : List.of("w", "u", "k", "t")) {
            sql.add("DROP TRIGGER IF EXISTS " + names.quote(name(trigger)) + " ON " + names.quote(from.name()));
        }
        parts.forEach(pair ->
                sql.add("DROP TRIGGER IF EXISTS " + names.quote(name("t")) + " ON " + names.quote(pair.from())));
        sql.add("DROP FUNCTION IF EXISTS " + function("rows") + "()");
        sql.add("DROP FUNCTION IF EXISTS " + function("all") + "()");
        link.lost().ifPresent(lost -> sql.add("DROP TABLE IF EXISTS " + names.quote(lost)));
        return sql;
    }

    /** A key that changes is another row: the old one goes, then the new one comes (must-not-fail 4). */
    private String body() {
        return """
                BEGIN
                {deferred}  IF TG_OP = 'DELETE' OR TG_NARGS > 0 THEN
                    DELETE FROM {to} n WHERE {found};
                  END IF;
                  IF TG_OP = 'UPDATE' AND TG_NARGS = 0 THEN
                    {update}
                  END IF;
                  IF TG_OP <> 'DELETE' THEN
                    {insert}
                  END IF;
                  RETURN NULL;
                END
                """.replace("{to}", names.quote(to.name()))
                .replace("{deferred}", deferred())
                .replace("{found}", found())
                .replace("{update}", update())
                .replace("{insert}", insert());
    }

    /**
     * What a client's statement may violate until its end, we may violate between our statements for its rows. Where clients
     * need not meet the constraint, it is met at once, so that a violation is ours to note and not theirs to fail for.
     */
    private String deferred() {
        List<String> deferrable = to.constraints().stream()
                .filter(c -> isDeferrable(c) && from.constraint(c.name()).isPresent())
                .map(c -> names.quote(
                        to.name().named(names.derived(c.name(), link.called().constraints()))))
                .toList();
        return deferrable.isEmpty() ? "" : "  SET CONSTRAINTS " + String.join(", ", deferrable) + " DEFERRED;\n";
    }

    private static boolean isDeferrable(Constraint constraint) {
        boolean unique = constraint.isKey() || constraint.kind() == Constraint.Kind.EXCLUSION;
        return unique && constraint.definition().contains(" DEFERRABLE");
    }

    private String found() {
        return PostgresRows.pairs(
                link.toKey(), c -> "n." + names.quote(c), c -> value(PostgresRows.expression(link.filled(), c), "OLD"));
    }

    private String update() {
        String settings = link.filled().stream()
                .filter(f -> isSettable(f.column()))
                .map(f -> names.quote(f.column()) + " = " + value(f.expression(), "NEW"))
                .collect(Collectors.joining(", "));
        return settings.isEmpty()
                ? "RETURN NULL;"
                : "UPDATE " + names.quote(to.name()) + " n SET " + settings + " WHERE " + found()
                        + ";\n    IF FOUND THEN\n      RETURN NULL;\n    END IF;";
    }

    private boolean isSettable(String column) {
        boolean always = to.column(column)
                .filter(c -> c.generation() == Column.Generation.IDENTITY_ALWAYS)
                .isPresent();
        return !link.toKey().contains(column) && !always;
    }

    private String insert() {
        String columns =
                link.filled().stream().map(f -> names.quote(f.column())).collect(Collectors.joining(", "));
        String values =
                link.filled().stream().map(f -> value(f.expression(), "NEW")).collect(Collectors.joining(", "));
        String settings = link.filled().stream()
                .filter(f -> isSettable(f.column()))
                .map(f -> names.quote(f.column()) + " = EXCLUDED." + names.quote(f.column()))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + names.quote(to.name()) + " (" + columns + ") OVERRIDING SYSTEM VALUE VALUES (" + values
                + ")" + (canArbitrate() ? onConflict(settings) : "") + ";";
    }

    private String onConflict(String settings) {
        return "\n      ON CONFLICT (" + names.list(link.toKey()) + ") DO "
                + (settings.isEmpty() ? "NOTHING" : "UPDATE SET " + settings);
    }

    /** A deferrable constraint decides nothing before its time (PostgreSQL 18 documentation, INSERT). */
    private boolean canArbitrate() {
        return to.constraints().stream()
                .noneMatch(c -> c.isKey()
                        && isDeferrable(c)
                        && to.index(c.name())
                                .filter(i -> i.keyColumns().equals(link.toKey()))
                                .isPresent());
    }

    /** A plain column is read off the row; anything else is evaluated by the server over the row, so no name in it is touched. */
    private String value(String expression, String row) {
        boolean plain =
                from.columns().stream().anyMatch(c -> names.quote(c.name()).equals(expression));
        return plain
                ? row + "." + expression
                : "(SELECT " + expression + " FROM (SELECT " + row + ".*) AS "
                        + names.quote(from.name().name()) + ")";
    }

    /**
     * What the former shape cannot hold must not make a client of the new one fail: it is noted, and the way back says so. What
     * only wants to be tried again goes through to the client.
     */
    private String guarded(String body) {
        if (link.lost().isEmpty()) {
            return body;
        }
        String key = link.fromKey().stream()
                .map(c -> names.literal(c) + ", CASE WHEN TG_OP = 'DELETE' THEN OLD." + names.quote(c) + " ELSE NEW."
                        + names.quote(c) + " END")
                .collect(Collectors.joining(", "));
        String caught = """
                EXCEPTION
                  WHEN transaction_rollback OR lock_not_available THEN
                    RAISE;
                  WHEN OTHERS THEN
                    INSERT INTO {lost} (operation, row_key, reason) VALUES (TG_OP, jsonb_build_object({key}), SQLERRM);
                    RETURN NULL;
                END
                """.replace("{lost}", names.quote(link.lost().get())).replace("{key}", key);
        return body.substring(0, body.lastIndexOf("END\n")) + caught;
    }
}
