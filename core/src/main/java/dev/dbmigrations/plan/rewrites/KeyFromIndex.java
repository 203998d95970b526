package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter.KeyKind;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** A unique or primary key made from an index that was built while rows were written. */
final class KeyFromIndex {

    private KeyFromIndex() {}

    /** Where the server builds the key while rows are written, or refuses. */
    static Sketch atOnce(Situation situation, Table table, AddConstraint key) {
        List<String> columns = columns(key);
        columns.forEach(c -> situation.column(table, c));
        situation.refuseIfBlocking();
        String name = ConstraintNames.of(key, table, situation.names());
        Sketch sketch = Sketch.by(Strategy.ONLINE).check(new DataChecks(situation).duplicates(table, columns));
        if (key instanceof AddPrimaryKey) {
            columns.stream()
                    .filter(c -> situation.column(table, c).nullable())
                    .forEach(c -> sketch.check(new DataChecks(situation).nulls(table, c)));
        }
        return sketch.migrate(situation
                .pen()
                .brief(
                        "build " + words(key) + " " + name + " of " + table.name() + " while rows are written",
                        situation.impact(),
                        Undo.Run.of(situation.ddl().dropConstraint(table.name(), name)),
                        situation.clause().sql()));
    }

    static Sketch sequence(Situation situation, Table table, AddConstraint key) {
        boolean ordinary = table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITION;
        if (!ordinary || !situation.can(Capability.KEY_FROM_INDEX)) {
            return Sketch.asWritten();
        }
        List<String> columns = columns(key);
        columns.forEach(c -> situation.column(table, c));
        String name = ConstraintNames.of(key, table, situation.names());
        String tail = key.definition().substring(key.definition().indexOf('('));
        Deferral deferral = Deferral.of(tail);
        String nulls = key.definition().toUpperCase(java.util.Locale.ROOT).contains("NULLS NOT DISTINCT")
                ? insertAfterKey(deferral.rest(), " NULLS NOT DISTINCT")
                : deferral.rest();
        Impact adopt = situation.impact(adopting(key, table, name));
        return Sketch.by(Strategy.ONLINE)
                .check(new DataChecks(situation).duplicates(table, columns))
                .migrate(OnlineIndex.build(
                        situation,
                        table,
                        name,
                        columns,
                        situation.ddl().createIndexOnline(table.name(), name, nulls, true)))
                .migrate(situation
                        .pen()
                        .brief(
                                "make index " + name + " the " + words(key) + " of " + table.name(),
                                adopt,
                                Undo.Run.of(situation.ddl().dropConstraint(table.name(), name)),
                                situation.ddl().addKeyUsingIndex(table.name(), name, kind(key), name)
                                        + deferral.clause()));
    }

    /** DEFERRABLE belongs to the constraint, everything else behind the columns to the index. */
    private record Deferral(String rest, String clause) {
        static Deferral of(String tail) {
            var found = java.util.regex.Pattern.compile(
                            "(?i)\\s*(NOT\\s+)?DEFERRABLE(\\s+INITIALLY\\s+(DEFERRED|IMMEDIATE))?|\\s*INITIALLY\\s+(DEFERRED|IMMEDIATE)")
                    .matcher(tail);
            StringBuilder clause = new StringBuilder();
            while (found.find()) {
                clause.append(' ').append(found.group().strip());
            }
            return new Deferral(found.replaceAll("").strip(), clause.toString());
        }
    }

    private static String insertAfterKey(String tail, String words) {
        int end = tail.indexOf(')') + 1;
        return tail.substring(0, end) + words + tail.substring(end);
    }

    private static AddConstraint adopting(AddConstraint key, Table table, String name) {
        return key instanceof AddPrimaryKey primary
                ? new AddPrimaryKey(table.name(), name, primary.columns(), primary.definition(), name)
                : new AddUnique(table.name(), name, columns(key), key.definition(), name);
    }

    private static List<String> columns(AddConstraint key) {
        return switch (key) {
            case AddUnique unique -> unique.columns();
            case AddPrimaryKey primary -> primary.columns();
            default -> List.of();
        };
    }

    private static KeyKind kind(AddConstraint key) {
        return key instanceof AddPrimaryKey ? KeyKind.PRIMARY_KEY : KeyKind.UNIQUE;
    }

    private static String words(AddConstraint key) {
        return key instanceof AddPrimaryKey ? "primary key" : "unique constraint";
    }
}
