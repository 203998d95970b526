package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.plan.Kept;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.RowWork.Around;
import dev.dbmigrations.plan.RowWork.Pieces;
import dev.dbmigrations.plan.RowWork.Ranged;
import dev.dbmigrations.plan.RowWork.Repetition;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows as they were before an UPDATE or DELETE, kept in the transaction of each batch, or before a TRUNCATE.
 *
 * <pre>
 * asked:  UPDATE t SET c = f(c) WHERE d
 * done:   make kept (key, c before, c after) │ batch after batch: keep and lock the rows, change those that are kept, keep what
 *         they have become
 * back:   c = c before, where it still is what it became
 * </pre>
 *
 * A row that somebody has changed since keeps what it got then.
 */
final class KeptRows {
    private static final Pattern REACHES_FURTHER =
            Pattern.compile("(?i)ON\\s+(DELETE|UPDATE)\\s+(CASCADE|SET\\s+NULL|SET\\s+DEFAULT)");
    private final RowChange change;
    private final Situation situation;
    private final Table table;
    private final List<String> key;
    private final String alias;
    private final TableName place;

    private KeptRows(RowChange change, Situation situation, Table table) {
        this.change = change;
        this.situation = situation;
        this.table = table;
        this.key = situation.walkKey(table);
        this.alias = change.batching().alias();
        this.place = KeptPlace.beside(table, "rows", situation);
    }

    /** Empty where the rows cannot be kept, or putting them back would not undo the whole. */
    static Optional<KeptRows> of(RowChange change, Situation situation, Table table) {
        boolean canBe = situation.keeps(table)
                && change.batching().isPossible()
                && (table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED)
                && !situation.walkKey(table).isEmpty();
        boolean comesBack = switch (change) {
            case RowChange.UpdateRows update ->
                Collections.disjoint(update.assigned(), situation.walkKey(table))
                        && !update.assigned().isEmpty()
                        && update.assigned().stream()
                                .allMatch(c -> table.column(c).isPresent());
            case RowChange.DeleteRows ignored ->
                table.surroundings().referencing().stream().noneMatch(r -> reachesFurther(r.constraint()))
                        && !reachesHeirs(situation, table);
            case RowChange.InsertSelectedRows ignored -> false;
            case RowChange.InsertGivenRows ignored -> false;
        };
        if (!canBe || !comesBack) {
            return Optional.empty();
        }
        KeptRows rows = new KeptRows(change, situation, table);
        if (rows.isUpdate() && rows.values().isEmpty()) {
            return Optional.empty();
        }
        KeptPlace.refuseWithoutRoom(
                situation, table, rows.key.size() + 2 * rows.values().size());
        return Optional.of(rows);
    }

    /** Every row there is; empty where they cannot be kept. */
    static Optional<KeptRows> all(Situation situation, Table table) {
        String called = situation.names().quote(table.name().name());
        RowChange.Batching every = new RowChange.Batching(
                table.name(), called, "DELETE FROM " + situation.names().quote(table.name()), "", "", "");
        return of(new RowChange.DeleteRows(table.name(), every), situation, table);
    }

    /** Rows of tables that inherit go as well, and have columns of their own. */
    private static boolean reachesHeirs(Situation situation, Table table) {
        return table.kind() == Table.Kind.TABLE
                && situation.server().oracle().belongings(table).isOfAFamily();
    }

    private static boolean reachesFurther(Constraint key) {
        return REACHES_FURTHER.matcher(key.definition()).find();
    }

    private boolean isUpdate() {
        return change instanceof RowChange.UpdateRows;
    }

    /** The columns beside the key whose values are kept. */
    private List<Column> values() {
        if (change instanceof RowChange.UpdateRows update) {
            return update.assigned().stream()
                    .distinct()
                    .flatMap(c -> table.column(c).stream())
                    .filter(c -> !c.isComputed())
                    .toList();
        }
        return table.columns().stream()
                .filter(c -> !c.isComputed() && !key.contains(c.name()))
                .toList();
    }

    Sketch sketch(String title) {
        List<String> selected = new ArrayList<>();
        for (Column value : values()) {
            String form = situation.keeping().keptForm(value);
            selected.add(form + " AS " + before(value));
            if (isUpdate()) {
                selected.add(form + " AS " + after(value));
            }
        }
        return made(selected)
                .migrate(situation.pen().rows(title, work(), table, back()))
                .keeps(kept());
    }

    /** The rows are copied, then the table is emptied at once. */
    Sketch emptying() {
        List<String> columns = new ArrayList<>(quoted(key));
        List<String> forms = new ArrayList<>(quoted(key));
        List<String> selected = new ArrayList<>();
        for (Column value : values()) {
            String form = situation.keeping().keptForm(value);
            columns.add(before(value));
            forms.add(form);
            selected.add(form + " AS " + before(value));
        }
        String copied = "INSERT INTO " + name(place) + " (" + String.join(", ", columns) + ") SELECT "
                + String.join(", ", forms) + " FROM " + name(table.name());
        RowWork copy = new RowWork(
                table.name(), alias, key, new Pieces(List.of(), copied, "", "").nobodyWaits(), Repetition.FORBIDDEN);
        return made(selected)
                .migrate(situation.pen().copy("keep the rows of " + table.name(), copy, table))
                .migrate(situation
                        .pen()
                        .brief(
                                "empty " + table.name(),
                                situation.impact(),
                                back(),
                                situation.clause().sql()))
                .keeps(kept());
    }

    /** The table of ours that they are kept in. */
    private Sketch made(List<String> selected) {
        return Sketch.by(Strategy.ONLINE)
                .migrate(situation
                        .pen()
                        .own(
                                "make " + place + " for rows of " + table.name() + " as they were",
                                Undo.Run.of(situation.ddl().dropTable(place)),
                                situation.keeping().createKept(place, table.name(), key, selected)));
    }

    private Undo back() {
        return new Undo.Steps(List.of(situation
                .pen()
                .rows("bring back rows of " + table.name(), undoing(), table, new Undo.Nothing("it is one itself"))));
    }

    private Kept kept() {
        return new Kept(
                place, table.name(), "rows of " + table.name() + " as they were", List.of(backAtOnce()), remarks());
    }

    private RowWork work() {
        RowChange.Batching batching = change.batching();
        String isKept = "EXISTS (SELECT 1 FROM " + sameRow(alias) + ")";
        String where = batching.where().isEmpty() ? isKept : "(" + batching.where() + ") AND " + isKept;
        List<Ranged> after = new ArrayList<>();
        if (batching.reach() == RowChange.Reach.JOINED) {
            after.add(forgotten());
        }
        if (isUpdate()) {
            after.add(becoming());
        }
        return new RowWork(
                table.name(),
                alias,
                key,
                new Pieces(List.of(), batching.head(), where, batching.tail()),
                Repetition.FORBIDDEN,
                new Around(List.of(keeping(batching)), after));
    }

    /** The rows that the statement will change; where it joins others, all of the range: who is met is not known before. */
    private Ranged keeping(RowChange.Batching batching) {
        List<String> columns = new ArrayList<>(quoted(key));
        List<String> forms = new ArrayList<>(key.stream().map(this::ofDriver).toList());
        for (Column value : values()) {
            columns.add(before(value));
            forms.add(ofDriver(value));
            if (isUpdate()) {
                columns.add(after(value));
                forms.add(ofDriver(value));
            }
        }
        boolean all = batching.where().isEmpty() || batching.reach() == RowChange.Reach.JOINED;
        String condition = all ? "" : "(" + batching.where() + ") AND";
        String head = "INSERT INTO " + name(place) + " (" + String.join(", ", columns) + ") SELECT "
                + String.join(", ", forms) + " FROM " + driver() + " WHERE " + condition;
        return new Ranged(head.stripTrailing(), "FOR UPDATE");
    }

    /** Called as the statement calls it, which may speak of it by its schema, too, where it has no other name for it. */
    private String driver() {
        boolean plain = alias.equals(situation.names().quote(table.name().name()));
        return plain ? name(table.name()) : name(table.name()) + " AS " + alias;
    }

    private String ofDriver(Column value) {
        return form(alias, value);
    }

    private String ofDriver(String column) {
        return alias + "." + situation.names().quote(column);
    }

    /** Rows that a joining statement has left as they were. */
    private Ranged forgotten() {
        String head = "DELETE FROM " + name(place) + " AS " + alias + " WHERE EXISTS (SELECT 1 FROM "
                + row(table.name(), Kept.OTHER, alias) + unchanged() + ") AND";
        return new Ranged(head, "");
    }

    private String unchanged() {
        return isUpdate()
                ? values().stream()
                        .map(v -> " AND NOT (" + differs(form(Kept.OTHER, v), alias + "." + before(v), v) + ")")
                        .collect(Collectors.joining())
                : "";
    }

    private Ranged becoming() {
        String assigned = values().stream()
                .map(v -> after(v) + " = (SELECT " + form(Kept.OTHER, v) + " FROM "
                        + row(table.name(), Kept.OTHER, alias) + ")")
                .collect(Collectors.joining(", "));
        return new Ranged("UPDATE " + name(place) + " AS " + alias + " SET " + assigned + " WHERE", "");
    }

    private String form(String of, Column value) {
        return of + "." + situation.keeping().keptForm(value);
    }

    private String differs(String left, String right, Column value) {
        return situation.ddl().differs(left, right, value.type());
    }

    /** Batch by batch, while the run is still on its way. */
    private RowWork undoing() {
        if (isUpdate()) {
            String called = situation.names().quote(table.name().name());
            return new RowWork(
                    table.name(),
                    called,
                    key,
                    new Pieces(
                            List.of(),
                            "UPDATE " + name(table.name()) + " SET " + formerly(called),
                            isAsLeft(called),
                            ""),
                    Repetition.HARMLESS);
        }
        String isGone = "NOT EXISTS (SELECT 1 FROM " + row(table.name(), Kept.OTHER, Kept.ALIAS) + ")";
        return new RowWork(place, Kept.ALIAS, key, new Pieces(List.of(), inserted(), isGone, ""), Repetition.HARMLESS);
    }

    private String formerly(String called) {
        return values().stream()
                .map(v -> situation.names().quote(v.name()) + " = "
                        + situation
                                .keeping()
                                .fromKept(
                                        "(SELECT " + Kept.ALIAS + "." + before(v) + " FROM " + sameRow(called) + ")",
                                        v))
                .collect(Collectors.joining(", "));
    }

    private String isAsLeft(String called) {
        String same = values().stream()
                .map(v -> " AND NOT (" + differs(form(called, v), Kept.ALIAS + "." + after(v), v) + ")")
                .collect(Collectors.joining());
        return "EXISTS (SELECT 1 FROM " + sameRow(called) + same + ")";
    }

    private String inserted() {
        List<String> columns =
                Stream.concat(key.stream(), values().stream().map(Column::name)).toList();
        List<String> forms = new ArrayList<>();
        quoted(key).forEach(k -> forms.add(Kept.ALIAS + "." + k));
        values().forEach(v -> forms.add(situation.keeping().fromKept(Kept.ALIAS + "." + before(v), v)));
        return situation.keeping().insertAsIs(table.name(), columns) + " SELECT " + String.join(", ", forms) + " FROM "
                + name(place) + " " + Kept.ALIAS;
    }

    /** The same as one statement of an author, to be planned like any other. */
    private String backAtOnce() {
        Pieces pieces = undoing().statement();
        return pieces.head() + " WHERE " + pieces.where();
    }

    /** Asked once the rows are back. */
    private List<Kept.Remark> remarks() {
        String count = "SELECT count(*) FROM " + name(place) + " " + Kept.ALIAS + " WHERE ";
        String there = "EXISTS (SELECT 1 FROM " + row(table.name(), Kept.OTHER, Kept.ALIAS);
        if (!isUpdate()) {
            return List.of(new Kept.Remark(
                    "rows of " + table.name() + " could not be put back", count + "NOT " + there + ")"));
        }
        String other = values().stream()
                .map(v -> differs(form(Kept.OTHER, v), Kept.ALIAS + "." + before(v), v))
                .collect(Collectors.joining(" OR "));
        return List.of(
                new Kept.Remark("changed rows are no longer in " + table.name(), count + "NOT " + there + ")"),
                new Kept.Remark(
                        "rows of " + table.name() + " were changed since by others, and keep what they got then",
                        count + there + " AND (" + other + "))"));
    }

    private String sameRow(String driver) {
        return row(place, Kept.ALIAS, driver);
    }

    private String row(TableName from, String called, String other) {
        return name(from) + " " + called + " WHERE "
                + quoted(key).stream()
                        .map(k -> called + "." + k + " = " + other + "." + k)
                        .collect(Collectors.joining(" AND "));
    }

    private String before(Column value) {
        return situation.names().quote(situation.names().derived(value.name(), "before"));
    }

    private String after(Column value) {
        return situation.names().quote(situation.names().derived(value.name(), "after"));
    }

    private List<String> quoted(List<String> columns) {
        return columns.stream().map(situation.names()::quote).toList();
    }

    private String name(TableName of) {
        return situation.names().quote(of);
    }
}
