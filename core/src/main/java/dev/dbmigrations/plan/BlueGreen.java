package dev.dbmigrations.plan;

import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Indexing;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds tables anew beside themselves, and lets the new ones take the names of the old.
 *
 * <pre>
 * asked:  ALTER TABLE t ALTER COLUMN id TYPE bigint
 * done:   make t_new as t is to be, note what changes in t │ copy │ build the key │ catch up │ build the indexes
 *         │ catch up, and from now on write to both │ compare │ gate: every client can work with the new shape
 *         │ t and t_new exchange names, t_old is kept in step │ validate foreign keys │ the revert window │ drop t_old
 * </pre>
 *
 * At the pace {@code gentle} indexes that are not unique come before the copy and grow with it.
 */
final class BlueGreen {
    private static final Undo GOES_ALONG = new Undo.Nothing("it goes with the second table");

    private final Rebuilding rebuilding;
    private final List<Situation> situations;
    private final Schema before;
    private final List<SecondTable> tables = new ArrayList<>();

    /**
     * @param situations of every change, in order
     * @param before the tables before the first
     * @param after the tables behind the last
     */
    BlueGreen(List<Situation> situations, Schema before, Schema after) {
        Situation first = situations.getFirst();
        this.rebuilding = first.server()
                .dialect()
                .rebuilding()
                .orElseThrow(() -> first.refused(
                        PlanRefused.Reason.NOT_POSSIBLE,
                        "a table cannot be built anew beside itself on this server (strategy blue-green)",
                        "leave the strategy out, or write strategy=expand-contract"));
        this.situations = situations;
        this.before = before;
        byTable().forEach((name, changes) -> {
            SecondTableSketch sketch = new SecondTableSketch(changes.getFirst(), table(before, name));
            changes.forEach(sketch::add);
            tables.add(sketch.finished(table(after, name), part -> behind(changes, part)));
        });
        List<String> obstacles = new ArrayList<>(rebuilding.obstacles(tables));
        tables.forEach(t -> refusal(t).ifPresent(obstacles::add));
        if (!obstacles.isEmpty()) {
            throw first.refused(
                    PlanRefused.Reason.NOT_POSSIBLE,
                    "it cannot be built anew beside itself: " + String.join("; ", obstacles),
                    "take that away in a migration before, or write strategy=direct for a quiet hour");
        }
    }

    /** What may be made of a partitioned table is known to the server alone. */
    private Optional<String> refusal(SecondTable table) {
        if (table.before().kind() != Table.Kind.PARTITIONED) {
            return Optional.empty();
        }
        Situation first = situations.getFirst();
        List<String> alterations = Stream.of(rebuilding.create(table), rebuilding.key(table), rebuilding.indexes(table))
                .flatMap(List::stream)
                .flatMap(deed -> deed.sql().stream())
                .filter(sql -> sql.startsWith("ALTER TABLE "))
                .toList();
        return first.server()
                .oracle()
                .refusal(table.before(), table.second(first.names()), alterations)
                .map(said -> table.name() + " is partitioned, and the server refuses: " + said);
    }

    /** A partition once everything asked of the whole has been done to it. */
    private Table behind(List<Situation> changes, Table part) {
        TableName whole = changes.getFirst().table(onTable(changes.getFirst())).name();
        SchemaAfter evolution = new SchemaAfter(changes.getFirst().names());
        Schema now = before.with(part.named(whole));
        for (Situation change : changes) {
            now = evolution.after(now, change.clause().change());
        }
        return table(now, whole).named(part.name());
    }

    private static TableName onTable(Situation situation) {
        return ((TableChange) situation.clause().change()).table();
    }

    private static Table table(Schema schema, TableName name) {
        return schema.table(name).orElseThrow();
    }

    private Map<TableName, List<Situation>> byTable() {
        Map<TableName, List<Situation>> byTable = new LinkedHashMap<>();
        for (Situation situation : situations) {
            TableName name = situation.table(onTable(situation)).name();
            byTable.computeIfAbsent(name, n -> new ArrayList<>()).add(situation);
        }
        return byTable;
    }

    /** Whether the statement asks for nothing but what a second table can be. */
    static boolean canBe(Statement statement, Schema schema, Dialect dialect) {
        return statement.changes().stream()
                .allMatch(c -> (SecondTableSketch.canBe(c) || isPartOf(statement, c))
                        && c instanceof TableChange change
                        && schema.table(change.table())
                                .filter(t -> !t.isNew()
                                        && dialect.rebuilding()
                                                .filter(r -> r.canRebuild(t))
                                                .isPresent())
                                .isPresent());
    }

    /** An index that comes or goes in a statement about other things too, if its columns tell all about it. */
    private static boolean isPartOf(Statement statement, Change change) {
        return statement.changes().size() > 1
                && switch (change) {
                    case IndexChange.CreateIndex create ->
                        create.name() != null
                                && create.how().kind() == IndexChange.Kind.ORDINARY
                                && create.tail()
                                        .replaceAll("[\\s`\"]", "")
                                        .equalsIgnoreCase("(" + String.join(",", create.columns()) + ")");
                    case IndexChange.DropIndex ignored -> true;
                    default -> false;
                };
    }

    /** For each table that is built anew, the situation of its first change. */
    List<Situation> firsts() {
        return byTable().values().stream().map(List::getFirst).toList();
    }

    Sketch sketch() {
        Sketch sketch = Sketch.by(Strategy.BLUE_GREEN);
        tables.forEach(t -> {
            sketch.holds(t.name());
            Revertibility.of(t).forEach(sketch::note);
        });
        situations.forEach(s -> checks(s, sketch));
        tables.forEach(t -> rebuilding.create(t).forEach(deed -> sketch.expand(brief(deed))));
        tables.forEach(t -> filled(t, sketch));
        boolean unvalidated = situations.getFirst().can(Capability.DEFERRED_VALIDATION);
        if (unvalidated) {
            validatedKeys(tables, true).forEach(k -> sketch.migrate(onTheWayBack(k)));
        }
        tables.forEach(t -> sketch.verify(compared(t)));
        String names =
                String.join(", ", tables.stream().map(t -> t.name().toString()).toList());
        String gate = "every client must be able to work with " + names + " as " + (tables.size() == 1 ? "it" : "they")
                + " will be";
        tables.forEach(t -> rebuilding.unnoticed(t).forEach(doubt -> sketch.contract(gate, noticed(t, doubt))));
        rebuilding.exchange(tables).forEach(deed -> sketch.contract(gate, brief(deed)));
        if (unvalidated) {
            validatedKeys(tables, false).forEach(k -> sketch.contract(gate, validate(k)));
        }
        tables.forEach(t -> rebuilding.retire(t).forEach(deed -> sketch.retire(retired(deed))));
        return sketch;
    }

    private void filled(SecondTable table, Sketch sketch) {
        Situation situation = situations.getFirst();
        StepPen pen = situation.pen();
        TableName second = table.second(situation.names());
        Rebuilding.Copy copy = rebuilding.copy(table);
        RowWork work = new RowWork(
                table.name(),
                situation.names().quote(table.name().name()),
                table.rows().key().before(),
                new RowWork.Pieces(copy.before(), copy.head(), "", "").nobodyWaits(),
                RowWork.Repetition.FORBIDDEN);
        Step copying = pen.copy("copy " + table.name() + " to " + second, work, table.before());
        if (table.indexing() == Indexing.WITH_THE_COPY) {
            rebuilding.key(table).forEach(deed -> sketch.migrate(onEmpty(deed)));
            rebuilding.growing(table).forEach(deed -> sketch.migrate(onEmpty(deed)));
            sketch.migrate(copying);
        } else {
            sketch.migrate(copying);
            rebuilding.key(table).forEach(deed -> sketch.migrate(own(deed, table)));
        }
        Optional<Rebuilding.Switch> settled = rebuilding.settle(table);
        sketch.migrate(pen.catchUp(
                "catch up with what has changed in " + table.name(),
                settled.map(Rebuilding.Switch::impact).orElse(Impact.NONE),
                rebuilding.replay(table),
                settled));
        rebuilding.indexes(table).forEach(deed -> sketch.migrate(own(deed, table)));
        Rebuilding.Switch last = rebuilding.keepInStep(table);
        sketch.migrate(pen.catchUp(
                "catch up with " + table.name() + ", and from then on write to " + second + " as well",
                last.impact(),
                rebuilding.replay(table),
                Optional.of(last)));
    }

    private Step compared(SecondTable table) {
        Situation situation = situations.getFirst();
        TableName second = table.second(situation.names());
        List<TablePair.Matched> columns = table.rows().forth().stream()
                .map(f -> new TablePair.Matched(f.expression(), f.column()))
                .toList();
        TablePair pair = situation
                .server()
                .dialect()
                .rowChecksums()
                .pair(table.before(), table.after().named(second), columns);
        return situation.pen().compare("compare " + table.name() + " and " + second, pair, table.before());
    }

    private Step noticed(SecondTable table, Rebuilding.Unnoticed doubt) {
        DataCheck check = new DataCheck(
                "unnoticed-in-" + table.name().name(),
                table.name(),
                doubt.condition(),
                doubt.count(),
                doubt.examples(),
                "take back what was done: db-migrations down");
        return situations.getFirst().pen().prove("look for " + doubt.condition(), table.before(), check);
    }

    private Step brief(Rebuilding.Deed deed) {
        Undo undo =
                deed.undo().isEmpty() ? new Undo.Nothing("it goes with the second table") : new Undo.Run(deed.undo());
        return briefly(deed, undo);
    }

    private Step briefly(Rebuilding.Deed deed, Undo undo) {
        StepPen pen = situations.getFirst().pen();
        return deed.signs()
                .map(signs ->
                        pen.brief(deed.title(), deed.impact(), undo, deed.sql().getFirst(), signs))
                .orElseGet(() -> pen.brief(deed.title(), deed.impact(), undo, deed.sql()));
    }

    private Step retired(Rebuilding.Deed deed) {
        return briefly(
                deed, new Undo.Impossible("the former table is no longer in step; change it back with a migration"));
    }

    private Step onEmpty(Rebuilding.Deed deed) {
        return situations.getFirst().pen().own(deed.title(), GOES_ALONG, deed.sql());
    }

    private Step own(Rebuilding.Deed deed, SecondTable table) {
        StepPen pen = situations.getFirst().pen();
        return switch (deed.impact().work()) {
            case INDEX_BUILD ->
                pen.own(deed.title(), Effort.INDEX_BUILD, deed.about().orElse(table.before()), GOES_ALONG, deed.sql());
            case SCAN -> pen.own(deed.title(), Effort.SAMPLE, table.before(), GOES_ALONG, deed.sql());
            default -> pen.own(deed.title(), GOES_ALONG, deed.sql());
        };
    }

    /** Validated foreign keys at either end; those that were there before, or all that will be. */
    private List<Table.Reference> validatedKeys(List<SecondTable> all, boolean formerly) {
        List<Table.Reference> keys = new ArrayList<>();
        for (SecondTable table : all) {
            Table shape = formerly ? table.before() : table.after();
            shape.constraints().stream()
                    .filter(c -> c.isForeignKey() && c.validated())
                    .forEach(c -> keys.add(new Table.Reference(table.name(), c)));
            table.before().surroundings().referencing().stream()
                    .filter(r -> r.constraint().validated()
                            && all.stream().noneMatch(t -> t.name().equals(r.from())))
                    .forEach(keys::add);
        }
        return keys.stream().distinct().toList();
    }

    private Step validate(Table.Reference key) {
        Situation situation = situations.getFirst();
        String name = key.constraint().name();
        return situation
                .pen()
                .shared(
                        "validate foreign key " + name + " of " + key.from(),
                        situation.impact(new ValidateConstraint(key.from(), name)),
                        tables.getFirst().before(),
                        situation.ddl().validateConstraint(key.from(), name));
    }

    /** A step that proves what is there; on the way back it makes valid again what comes back unvalidated. */
    private Step onTheWayBack(Table.Reference key) {
        Situation situation = situations.getFirst();
        Constraint constraint = key.constraint();
        String validate = situation.ddl().validateConstraint(key.from(), constraint.name());
        return situation
                .pen()
                .shared(
                        "see that " + constraint.name() + " of " + key.from()
                                + " is valid, and make it so on the way back",
                        situation.impact(new ValidateConstraint(key.from(), constraint.name())),
                        tables.getFirst().before(),
                        Undo.Run.of(validate),
                        validate);
    }

    /** What the rows must be like before the first of them is copied. */
    private void checks(Situation situation, Sketch sketch) {
        Change change = situation.clause().change();
        if (!(change instanceof TableChange onTable)) {
            return;
        }
        Table table = before.table(onTable.table()).orElseThrow();
        DataChecks checks = new DataChecks(situation);
        Map<String, String> up = situation.directives().conversions().up();
        switch (change) {
            case ColumnChange.SetNotNull notNull -> {
                if (!up.containsKey(notNull.column()) && isNullable(table, notNull.column())) {
                    sketch.check(checks.nulls(table, notNull.column()));
                }
            }
            case AddConstraint.AddPrimaryKey key -> {
                key.columns().stream()
                        .filter(c -> isNullable(table, c))
                        .forEach(c -> sketch.check(checks.nulls(table, c)));
                duplicates(table, key.columns(), checks, sketch);
            }
            case AddConstraint.AddUnique unique -> duplicates(table, unique.columns(), checks, sketch);
            case AddConstraint.AddCheck check -> {
                if (Mentions.columns(check.expression(), table, situation.names())
                                .size()
                        > 0) {
                    sketch.check(checks.violations(table, check.expression()));
                }
            }
            default -> sketch.alsoChecking(Demands.of(situation.of(situation.clause(), before), Demands.Way.IN_STEPS));
        }
    }

    private static boolean isNullable(Table table, String column) {
        return table.column(column).filter(c -> c.nullable()).isPresent();
    }

    private static void duplicates(Table table, List<String> columns, DataChecks checks, Sketch sketch) {
        if (columns.stream().allMatch(c -> table.column(c).isPresent())) {
            sketch.check(checks.duplicates(table, columns));
        }
    }
}
