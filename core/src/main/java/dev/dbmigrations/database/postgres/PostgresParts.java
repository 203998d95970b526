package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Partitioning;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Part;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The partitions of a second table, and how it is seen that the first one's are still those that it was made after.
 *
 * @param table the second table
 */
record PostgresParts(PostgresNames names, PostgresDdlWriter ddl, SecondTable table) {

    /** What is copied from a relation to the one that is to stand in its place. */
    private static final String ALIKE =
            " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION" + " INCLUDING COMMENTS)";

    /** Behind {@code CREATE TABLE second (…)}; empty for a whole one. */
    static String by(Partitioning.Place place) {
        return place.isDivided() ? " PARTITION BY " + place.key() : "";
    }

    /** Every partition by itself, with whatever it has of its own, and then attached: what is altered later is altered through the whole. */
    List<String> create() {
        List<String> sql = new ArrayList<>();
        for (Part part : table.parts()) {
            sql.add("CREATE TABLE " + names.quote(part.second(names)) + " (LIKE " + names.quote(part.name()) + ALIKE
                    + by(part.place()));
            sql.addAll(part.belongings().prepared());
            sql.add(new PostgresPartitions(names)
                    .attach(
                            above(part).second(names),
                            part.second(names),
                            part.place().bounds()));
        }
        return sql;
    }

    private Part above(Part part) {
        return table.wholeAndParts().stream()
                .filter(p -> p.name().equals(part.place().parent()))
                .findFirst()
                .orElseThrow();
    }

    /** Checks that a partition has beside those of the whole. */
    List<Constraint> ownChecks(Part part) {
        return part.after().constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.CHECK)
                .filter(c -> !part.place().inherited().contains(c.name()))
                .toList();
    }

    /**
     * Partitions of the bearer of the name must be those of the other table, one by one. Whoever takes a partition out and
     * puts it back changes its rows unseen in between: then its triggers are of another transaction than those of the whole.
     *
     * @param other what the other one's are called
     * @param trigger that has been there since the two were last known to be equal; empty when that is now
     */
    List<String> refuseOtherParts(Function<Part, TableName> other, String trigger) {
        if (table.parts().isEmpty()) {
            return List.of();
        }
        String pairs = table.wholeAndParts().stream()
                .map(p -> "(" + literal(p.name()) + ", " + literal(other.apply(p)) + ")")
                .collect(Collectors.joining(", "));
        String whole = literal(table.name());
        String otherWhole = literal(other.apply(table.wholeAndParts().getFirst()));
        String unseen = trigger.isEmpty()
                ? ""
                : " UNION SELECT g.tgrelid::regclass::text FROM pg_partition_tree(" + whole
                        + ") t JOIN pg_trigger g ON g.tgrelid = t.relid JOIN pg_trigger w ON w.tgrelid = " + whole
                        + "::regclass AND w.tgname = g.tgname WHERE g.tgname = " + names.literal(trigger)
                        + " AND g.xmin <> w.xmin";
        return List.of("""
                DO $db_migrations$ DECLARE others text; BEGIN
                  WITH called(mine, other) AS (VALUES {pairs}),
                  pair AS (SELECT to_regclass(mine) AS mine, to_regclass(other) AS other FROM called),
                  here AS (SELECT t.relid, t.parentrelid, pg_get_expr(c.relpartbound, c.oid) AS bounds
                    FROM pg_partition_tree({whole}) t JOIN pg_class c ON c.oid = t.relid),
                  there AS (SELECT p.mine AS relid, q.mine AS parentrelid, pg_get_expr(c.relpartbound, c.oid) AS bounds
                    FROM pg_partition_tree({other}) t JOIN pair p ON p.other = t.relid LEFT JOIN pair q ON q.other = t.parentrelid
                    JOIN pg_class c ON c.oid = t.relid)
                  SELECT string_agg(x.name, ', ') INTO others FROM (
                    SELECT coalesce(h.relid, t.relid)::regclass::text AS name FROM here h FULL JOIN there t ON h.relid = t.relid
                    WHERE h.relid IS NULL OR t.relid IS NULL OR h.parentrelid IS DISTINCT FROM t.parentrelid
                      OR h.bounds IS DISTINCT FROM t.bounds
                    UNION SELECT mine FROM called WHERE to_regclass(mine) IS NULL{unseen}) x;
                  IF others IS NOT NULL THEN
                    RAISE EXCEPTION USING MESSAGE = {message} || others;
                  END IF;
                END $db_migrations$""".replace("{pairs}", pairs)
                .replace("{whole}", whole)
                .replace("{other}", otherWhole)
                .replace("{unseen}", unseen)
                .replace(
                        "{message}",
                        names.literal("somebody else has attached or detached partitions of " + table.name() + ": ")));
    }

    /** Where a row goes for which others have made a partition meanwhile, so that their statement does not fail for us. */
    List<String> takeTheRest() {
        return divisions().stream()
                .map(p -> "CREATE TABLE " + names.quote(rest(p)) + " PARTITION OF " + names.quote(p.second(names))
                        + " DEFAULT")
                .toList();
    }

    /** Nothing has come to it where the partitions are still those that were there. */
    List<String> giveUpTheRest() {
        List<String> sql = new ArrayList<>();
        for (Part part : divisions()) {
            String rest = names.quote(rest(part));
            sql.add("DO $db_migrations$ BEGIN IF EXISTS (SELECT FROM " + rest + ") THEN RAISE EXCEPTION "
                    + names.literal("rows of " + part.name()
                            + " have been in a partition that somebody else has attached and detached: see "
                            + rest(part))
                    + "; END IF; END $db_migrations$");
            sql.add(ddl.dropTable(rest(part)));
        }
        return sql;
    }

    private TableName rest(Part part) {
        return part.name().named(names.derived(part.name().name(), "rest"));
    }

    /** What is divided by ranges or lists and has no default partition. Hash partitions take every row. */
    private List<Part> divisions() {
        return table.wholeAndParts().stream()
                .filter(p -> p.place().isDivided() && !p.place().key().startsWith("HASH"))
                .filter(p -> table.parts().stream()
                        .noneMatch(child -> child.place().parent().equals(p.name())
                                && child.place().bounds().equals("DEFAULT")))
                .toList();
    }

    private String literal(TableName name) {
        return names.literal(names.quote(name));
    }
}
