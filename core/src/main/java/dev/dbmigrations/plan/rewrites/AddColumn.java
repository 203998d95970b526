package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Rewrites;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.StepPen;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.List;

/**
 * Adds a column without writing the table anew, and without failing on the rows that are there.
 *
 * <pre>
 * asked:  ALTER TABLE t ADD COLUMN c uuid NOT NULL DEFAULT gen_random_uuid()
 * done:   add c, set default │ backfill c │ check, unvalidated │ validate │ set not null, drop check
 *
 * asked:  ALTER TABLE t ADD COLUMN c int NOT NULL            (with up(c) = … in a comment)
 * done:   add c │ backfill c │ gate: every client writes c │ backfill the rest │ check … as above
 *
 * asked:  ALTER TABLE t ADD COLUMN c int UNIQUE CHECK (c > 0)
 * done:   add c │ each constraint by its own sequence
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class AddColumn implements Rewrite<ColumnChange.AddColumn> {

    @Override
    public Class<ColumnChange.AddColumn> handles() {
        return ColumnChange.AddColumn.class;
    }

    @Override
    public Sketch sketch(ColumnChange.AddColumn change, Situation situation) {
        Table table = situation.table(change.table());
        NewColumn column = change.definition();
        boolean isThere = table.column(column.name()).isPresent();
        if (table.isNew() || isThere || table.kind() == Table.Kind.FOREIGN) {
            return Sketch.asWritten();
        }
        boolean needsValue =
                column.notNull() && column.defaultSql() == null && column.generation() == Column.Generation.PLAIN;
        if (needsValue && !table.size().isEmpty()) {
            return withValueForOldRows(change, situation, table);
        }
        if (situation.isSmall(table)) {
            return Sketch.asWritten();
        }
        if (!column.constraints().isEmpty()) {
            return constraintsApart(change, situation, table);
        }
        boolean isPlain = column.generation() == Column.Generation.PLAIN;
        if (!isPlain || column.defaultSql() == null || situation.work(table) == Work.METADATA) {
            return Sketch.asWritten();
        }
        return withChangingDefault(change, situation, table);
    }

    private static Sketch withChangingDefault(ColumnChange.AddColumn change, Situation situation, Table table) {
        NewColumn column = change.definition();
        String value = column.givenDefault().orElseThrow();
        DdlWriter ddl = situation.ddl();
        Sketch sketch = Sketch.by(Strategy.ONLINE);
        situation
                .pen()
                .moves(
                        "add " + table.name() + "." + column.name() + " empty, its default for new rows only",
                        situation.impact(nullable(change)),
                        List.of(
                                new StepPen.Move(
                                        "add " + table.name() + "." + column.name() + " empty",
                                        ddl.addColumn(table.name(), column.name(), column.type(), null),
                                        Undo.Run.of(ddl.dropColumn(table.name(), column.name()))),
                                new StepPen.Move(
                                        "give " + table.name() + "." + column.name() + " its default for new rows",
                                        ddl.setDefault(table.name(), column.name(), value),
                                        new Undo.Nothing("it goes with the column"))))
                .forEach(sketch::expand);
        sketch.migrate(NotNull.fill(situation, table, column.name(), value));
        Column filled = Column.plain(column.name(), column.type(), true).withDefault(value);
        return column.notNull()
                ? sketch.then(NotNull.constraint(situation, table.withColumn(filled), column.name()))
                : sketch;
    }

    private static ColumnChange.AddColumn nullable(ColumnChange.AddColumn change) {
        NewColumn c = change.definition();
        NewColumn plain = new NewColumn(c.name(), c.type(), false, null, Column.Generation.PLAIN, List.of());
        return new ColumnChange.AddColumn(change.table(), plain, change.ifNotExists(), change.sql());
    }

    private static Sketch withValueForOldRows(ColumnChange.AddColumn change, Situation situation, Table table) {
        NewColumn column = change.definition();
        String value = situation.directives().conversions().up().get(column.name());
        if (value == null) {
            throw situation.refused(
                    PlanRefused.Reason.VALUE_NEEDED,
                    table.name() + " has " + table.size().rows() + " rows, and " + column.name()
                            + " is NOT NULL without a default: they would have no value",
                    "give it a default, or say what the rows get: -- db-migrations: up(" + column.name()
                            + ") = <expression>");
        }
        DdlWriter ddl = situation.ddl();
        Table wider = table.withColumn(Column.plain(column.name(), column.type(), true));
        Sketch sketch = Sketch.by(Strategy.EXPAND_CONTRACT)
                .expand(situation
                        .pen()
                        .brief(
                                "add " + table.name() + "." + column.name() + ", NULL allowed for now",
                                situation.impact(nullable(change)),
                                Undo.Run.of(ddl.dropColumn(table.name(), column.name())),
                                ddl.addColumn(table.name(), column.name(), column.type(), null)))
                .migrate(NotNull.fill(situation, table, column.name(), value));
        String gate = "every client must write " + table.name() + "." + column.name() + " by now";
        sketch.contract(gate, NotNull.fill(situation, wider, column.name(), value));
        return sketch.then(NotNull.constraint(situation, wider, column.name()).gated(gate));
    }

    /** The column alone first, its definition without the constraints; then each constraint as if it were written by itself. */
    private static Sketch constraintsApart(ColumnChange.AddColumn change, Situation situation, Table table) {
        NewColumn column = change.definition();
        String definition = change.sql();
        for (NewColumn.Inline inline : column.constraints()) {
            definition = definition.replace(inline.sql(), "");
        }
        NewColumn bare = new NewColumn(
                column.name(), column.type(), column.notNull(), column.defaultSql(), column.generation(), List.of());
        ColumnChange.AddColumn alone =
                new ColumnChange.AddColumn(change.table(), bare, change.ifNotExists(), definition.strip());
        String sql = situation.ddl().addColumnAsDefined(table.name(), definition.strip());
        Situation first = situation.of(new Clause(alone, sql), situation.schema());
        Sketch column1 = new AddColumn().sketch(alone, first);
        Sketch sketch = column1.isAsWritten() ? asOwnStep(alone, first, table, sql) : column1;
        var schema = new SchemaAfter(situation.names()).after(situation.schema(), alone);
        Rewrites rewrites = Rewrites.discovered();
        for (NewColumn.Inline inline : column.constraints()) {
            String add = situation.ddl().addConstraintAsDefined(table.name(), inline.constraint());
            Situation next = situation.of(new Clause(inline.constraint(), add), schema);
            sketch.then(rewrites.sketch(next).provingFirst(next).orAsStep(next, add));
        }
        return sketch;
    }

    private static Sketch asOwnStep(ColumnChange.AddColumn alone, Situation situation, Table table, String sql) {
        situation.refuseIfBlocking();
        return Sketch.by(Strategy.DIRECT)
                .expand(situation
                        .pen()
                        .brief(
                                "add " + table.name() + "." + alone.column(),
                                situation.impact(),
                                Undo.Run.of(situation.ddl().dropColumn(table.name(), alone.column())),
                                sql));
    }
}
