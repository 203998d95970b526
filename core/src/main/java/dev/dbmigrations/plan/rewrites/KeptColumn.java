package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Keeping;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.plan.Mentions;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values of a column that goes, kept by the key of their rows.
 *
 * <pre>
 * asked:  ALTER TABLE t DROP COLUMN c
 * done:   make kept (key, c) │ copy the values │ drop c
 * back:   add c │ fill it from kept │ its constraints and indexes, as each is added without keeping anyone out
 * </pre>
 */
final class KeptColumn {
    private final Situation situation;
    private final Table table;
    private final Column column;
    private final List<String> key;
    private final TableName place;

    private KeptColumn(Situation situation, Table table, Column column) {
        this.situation = situation;
        this.table = table;
        this.column = column;
        this.key = situation.walkKey(table);
        this.place = KeptPlace.beside(table, column.name(), situation);
    }

    /** Empty where the values cannot be kept, or what hangs on the column could not be made again. */
    static Optional<KeptColumn> of(DropColumn change, Situation situation, Table table, Column column) {
        List<String> key = situation.walkKey(table);
        boolean canBe = situation.keeps(table)
                && (table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED)
                && column.generation() == Column.Generation.PLAIN
                && !key.isEmpty()
                && !key.contains(column.name())
                && table.constraintsOn(column.name()).allMatch(c -> canReturn(c, situation))
                && indexes(table, column, situation).stream().allMatch(i -> canReturn(i, table, situation))
                && !(change.cascade() && isNeeded(table, column));
        if (!canBe) {
            return Optional.empty();
        }
        KeptPlace.refuseWithoutRoom(situation, table, key.size() + 1);
        return Optional.of(new KeptColumn(situation, table, column));
    }

    private static boolean canReturn(Constraint constraint, Situation situation) {
        return switch (constraint.kind()) {
            case NOT_NULL, UNIQUE -> true;
            case FOREIGN_KEY, CHECK -> situation.can(Capability.DEFERRED_VALIDATION);
            case PRIMARY_KEY, EXCLUSION -> false;
        };
    }

    /** Where an index of several columns only loses one of them, it would have to be told from what was before. */
    private static boolean canReturn(Index index, Table table, Situation situation) {
        boolean goesWhole =
                situation.can(Capability.TRANSACTIONAL_DDL) || index.parts().size() == 1;
        return goesWhole && index.valid() && table.kind() == Table.Kind.TABLE;
    }

    private static boolean isNeeded(Table table, Column column) {
        return table.surroundings().dependents().stream().anyMatch(d -> d.uses(column.name()))
                || table.surroundings().referencing().stream().anyMatch(r -> pointsAt(r.constraint(), column));
    }

    private static boolean pointsAt(Constraint key, Column column) {
        return Optional.ofNullable(key.target())
                .filter(t -> t.columns().contains(column.name()))
                .isPresent();
    }

    private static List<Index> indexes(Table table, Column column, Situation situation) {
        return table.indexes().stream()
                .filter(i -> mentions(i, column, situation))
                .toList();
    }

    private static boolean mentions(Index index, Column column, Situation situation) {
        String predicate = index.shape().predicate();
        return index.keyColumns().contains(column.name())
                || index.included().contains(column.name())
                || index.parts().stream()
                        .filter(p -> p.column() == null)
                        .anyMatch(p -> Mentions.mentions(p.sql(), column.name(), situation.names()))
                || (predicate != null && Mentions.mentions(predicate, column.name(), situation.names()));
    }

    /** What comes before the column goes. */
    void fill(Sketch sketch, String gate) {
        Keeping keeping = situation.keeping();
        String value = keeping.keptForm(column);
        String held = value + " AS " + quoted();
        sketch.contract(
                gate,
                situation
                        .pen()
                        .own(
                                "make " + place + " for the values of " + table.name() + "." + column.name(),
                                Undo.Run.of(situation.ddl().dropTable(place)),
                                keeping.createKept(place, table.name(), key, List.of(held))));
        String columns = situation.names().list(key) + ", " + quoted();
        RowWork work = new RowWork(
                table.name(),
                alias(),
                key,
                new RowWork.Pieces(
                                List.of(),
                                "INSERT INTO " + name(place) + " (" + columns + ") SELECT "
                                        + situation.names().list(key) + ", " + value + " FROM " + name(table.name()),
                                isLeftOut() ? quoted() + " IS NOT NULL" : "",
                                "")
                        .nobodyWaits(),
                RowWork.Repetition.FORBIDDEN);
        sketch.contract(
                gate, situation.pen().copy("keep the values of " + table.name() + "." + column.name(), work, table));
        sketch.keeps(new Kept(
                place, table.name(), "the values of " + table.name() + "." + column.name(), back(), remarks()));
    }

    /** Whether NULL need not be kept: it is what a row has when the column comes back, unless a default fills it then. */
    private boolean isLeftOut() {
        String filled = column.defaultSql();
        return !column.nullable() || filled == null || filled.equalsIgnoreCase("NULL");
    }

    /**
     * How the drop is taken back.
     *
     * @param nullable whether NULL was allowed already when the column went
     */
    Undo undo(boolean nullable) {
        Sketch back = Sketch.by(dev.dbmigrations.change.Strategy.ONLINE);
        if (situation.can(Capability.TRANSACTIONAL_DDL)) {
            back.migrate(brief("add " + table.name() + "." + column.name() + " again", addedBack()));
        } else {
            addedBack()
                    .forEach(sql ->
                            back.migrate(brief("add " + table.name() + "." + column.name() + " again", List.of(sql))));
        }
        back.migrate(situation
                .pen()
                .rows(
                        "bring back the values of " + table.name() + "." + column.name(),
                        refill(),
                        table,
                        new Undo.Nothing("it is one itself")));
        if (!nullable && !column.nullable() && situation.can(Capability.TRANSACTIONAL_DDL)) {
            Optional.ofNullable(column.defaultSql())
                    .ifPresent(d -> back.migrate(NotNull.fill(situation, table, column.name(), d)));
            Table open = table.changingColumn(column.name(), c -> c.withNullable(true));
            back.then(NotNull.constraint(situation, open, column.name()).withoutNotes());
        }
        ReturnedParts parts = new ReturnedParts(situation, table);
        indexes(table, column, situation).stream()
                .filter(i -> !i.belongsToConstraint() || !situation.can(Capability.KEY_FROM_INDEX))
                .forEach(i -> parts.index(i, back));
        table.constraintsOn(column.name()).forEach(c -> parts.constraint(c, back));
        return back.asUndo();
    }

    private dev.dbmigrations.plan.Step brief(String title, List<String> sql) {
        return situation.pen().brief(title, situation.impact(), new Undo.Nothing("it is one itself"), sql);
    }

    private List<String> addedBack() {
        return situation.keeping().addColumnBack(table, column);
    }

    private RowWork refill() {
        return new RowWork(
                table.name(),
                alias(),
                key,
                new RowWork.Pieces(List.of(), "UPDATE " + name(table.name()) + " SET " + assignment(), isKept(), ""),
                RowWork.Repetition.HARMLESS);
    }

    private String assignment() {
        return quoted() + " = "
                + situation
                        .keeping()
                        .fromKept("(SELECT " + Kept.ALIAS + "." + quoted() + " FROM " + sameRow() + ")", column);
    }

    private String isKept() {
        return "EXISTS (SELECT 1 FROM " + sameRow() + ")";
    }

    private String sameRow() {
        String match = key.stream()
                .map(situation.names()::quote)
                .map(k -> Kept.ALIAS + "." + k + " = " + alias() + "." + k)
                .collect(Collectors.joining(" AND "));
        return name(place) + " " + Kept.ALIAS + " WHERE " + match;
    }

    /** In the words of an author, to be planned like any migration. */
    private List<String> back() {
        List<String> statements = new ArrayList<>(addedBack());
        statements.add("UPDATE " + name(table.name()) + " SET " + assignment() + " WHERE " + isKept());
        if (!column.nullable() && situation.can(Capability.TRANSACTIONAL_DDL)) {
            Optional.ofNullable(column.defaultSql())
                    .ifPresent(d -> statements.add("UPDATE " + name(table.name()) + " SET " + quoted() + " = " + d
                            + " WHERE " + quoted() + " IS NULL"));
            statements.add(situation.ddl().setNotNull(table.name(), column.withNullable(true)));
        }
        indexes(table, column, situation).stream()
                .filter(i -> !i.belongsToConstraint() || !situation.can(Capability.KEY_FROM_INDEX))
                .map(i -> i.shape().definition())
                .forEach(statements::add);
        ReturnedParts parts = new ReturnedParts(situation, table);
        table.constraintsOn(column.name()).forEach(c -> statements.addAll(parts.asWritten(c)));
        return statements;
    }

    private List<Kept.Remark> remarks() {
        String match = key.stream()
                .map(situation.names()::quote)
                .map(k -> Kept.ALIAS + "." + k + " = " + Kept.OTHER + "." + k)
                .collect(Collectors.joining(" AND "));
        String gone = "SELECT count(*) FROM " + name(place) + " " + Kept.ALIAS + " WHERE NOT EXISTS (SELECT 1 FROM "
                + name(table.name()) + " " + Kept.OTHER + " WHERE " + match + ")";
        return List.of(new Kept.Remark("rows with a kept value are no longer in " + table.name(), gone));
    }

    private String quoted() {
        return situation.names().quote(column.name());
    }

    private String name(TableName of) {
        return situation.names().quote(of);
    }

    private String alias() {
        return situation.names().quote(table.name().name());
    }
}
