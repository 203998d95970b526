package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.StepPen;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways to make a column NOT NULL, by what the server can do. */
final class NotNull {

    private NotNull() {}

    /** From a column that may hold NULLs; those are filled first when the author says with what. */
    static Sketch sequence(Situation situation, Table table, String column) {
        Optional<String> value =
                Optional.ofNullable(situation.directives().conversions().up().get(column));
        if (value.isEmpty() && situation.isSmall(table)) {
            return Sketch.asWritten()
                    .checkRows(table, List.of(column), () -> new DataChecks(situation).nulls(table, column));
        }
        Sketch sketch = Sketch.by(Strategy.ONLINE);
        if (value.isPresent()) {
            sketch.migrate(fill(situation, table, column, value.get()));
        } else {
            sketch.check(new DataChecks(situation).nulls(table, column));
        }
        return sketch.then(constraint(situation, table, column));
    }

    /** Once no NULL is left. */
    static Sketch constraint(Situation situation, Table table, String column) {
        Sketch sketch = Sketch.by(Strategy.ONLINE)
                .note("from its plan on, a client that writes NULL into " + table.name() + "." + column + " fails");
        if (isProved(table, column, situation)) {
            return sketch.migrate(setOnly(situation, table, column));
        }
        if (situation.can(Capability.ONLINE_ALGORITHMS)) {
            return online(sketch, situation, table, column);
        }
        return situation.can(Capability.DEFERRED_NOT_NULL)
                ? byNotNullConstraint(sketch, situation, new Named(table, column, checkName(situation, table, column)))
                : byCheck(sketch, situation, table, column);
    }

    static dev.dbmigrations.plan.Step fill(Situation situation, Table table, String column, String value) {
        String name = situation.names().quote(table.name());
        String quoted = situation.names().quote(column);
        RowWork work = new RowWork(
                table.name(),
                situation.names().quote(table.name().name()),
                situation.walkKey(table),
                new RowWork.Pieces(
                        List.of(), "UPDATE " + name + " SET " + quoted + " = " + value, quoted + " IS NULL", ""),
                RowWork.Repetition.HARMLESS);
        return situation
                .pen()
                .rows(
                        "fill NULLs in " + table.name() + "." + column,
                        work,
                        table,
                        new Undo.Nothing("values that were NULL keep what was filled in"));
    }

    /** A NOT NULL that is a constraint, with its name. */
    record Named(Table table, String column, String name) {}

    /** Where the server adds it unvalidated. */
    static Sketch byNotNullConstraint(Sketch sketch, Situation situation, Named constraint) {
        DdlWriter ddl = situation.ddl();
        StepPen pen = situation.pen();
        Table table = constraint.table();
        String column = constraint.column();
        String name = constraint.name();
        String definition = "NOT NULL " + situation.names().quote(column);
        Impact add = situation.impact(new AddNotNull(table.name(), name, column, definition, Validation.DEFERRED));
        return sketch.migrate(pen.brief(
                        "add NOT NULL to " + table.name() + "." + column + " for new rows",
                        add,
                        Undo.Run.of(ddl.dropConstraint(table.name(), name)),
                        ddl.addConstraintUnvalidated(table.name(), name, definition)))
                .migrate(pen.shared(
                        "validate NOT NULL of " + table.name() + "." + column,
                        situation.impact(new ValidateConstraint(table.name(), name)),
                        table,
                        ddl.validateConstraint(table.name(), name)));
    }

    private static Sketch byCheck(Sketch sketch, Situation situation, Table table, String column) {
        DdlWriter ddl = situation.ddl();
        StepPen pen = situation.pen();
        String name = checkName(situation, table, column);
        String expression = situation.names().quote(column) + " IS NOT NULL";
        String definition = "CHECK (" + expression + ")";
        AddCheck check = new AddCheck(table.name(), name, expression, definition, Validation.DEFERRED);
        String add = ddl.addConstraintUnvalidated(table.name(), name, definition);
        return sketch.migrate(pen.brief(
                        "add check " + name + " for new rows",
                        situation.impact(check),
                        Undo.Run.of(ddl.dropConstraint(table.name(), name)),
                        add))
                .migrate(pen.shared(
                        "validate check " + name,
                        situation.impact(new ValidateConstraint(table.name(), name)),
                        table,
                        ddl.validateConstraint(table.name(), name)))
                .migrate(pen.brief(
                        "set " + table.name() + "." + column + " NOT NULL, proved by the check, and drop the check",
                        metadataOnly(situation.impact(new ColumnChange.SetNotNull(table.name(), column))),
                        Undo.Run.of(add, ddl.dropNotNull(table.name(), shaped(table, column))),
                        ddl.setNotNull(table.name(), shaped(table, column)),
                        ddl.dropConstraint(table.name(), name)));
    }

    static String checkName(Situation situation, Table table, String column) {
        return situation.names().derived(table.name().name() + "_" + column, "not_null");
    }

    private static dev.dbmigrations.plan.Step setOnly(Situation situation, Table table, String column) {
        return situation
                .pen()
                .brief(
                        "set " + table.name() + "." + column + " NOT NULL, proved by a check that is there",
                        metadataOnly(situation.impact(new ColumnChange.SetNotNull(table.name(), column))),
                        Undo.Run.of(situation.ddl().dropNotNull(table.name(), shaped(table, column))),
                        situation.ddl().setNotNull(table.name(), shaped(table, column)));
    }

    private static Column shaped(Table table, String column) {
        return table.column(column).orElseGet(() -> Column.plain(column, "", true));
    }

    /** Where the server does it while rows are written, or refuses. */
    private static Sketch online(Sketch sketch, Situation situation, Table table, String column) {
        boolean asked = situation.clause().change() instanceof ColumnChange.SetNotNull;
        Column before = shaped(table, column);
        String sql = asked ? situation.clause().sql() : situation.ddl().setNotNull(table.name(), before);
        Situation itself = situation.of(
                new Clause(new ColumnChange.SetNotNull(table.name(), column), sql),
                situation.schema().with(table));
        itself.refuseIfBlocking();
        return sketch.migrate(situation
                .pen()
                .brief(
                        "make " + table.name() + "." + column + " NOT NULL while rows are written",
                        itself.impact(),
                        Undo.Run.of(situation.ddl().dropNotNull(table.name(), before)),
                        sql));
    }

    /** The scan that the statement alone would need is saved by the proof. */
    static Impact metadataOnly(Impact impact) {
        return new Impact(impact.locks(), Impact.Work.METADATA);
    }

    private static boolean isProved(Table table, String column, Situation situation) {
        String wanted = normal(situation.names().quote(column) + " IS NOT NULL");
        return situation.can(Capability.NOT_NULL_PROVED_BY_CHECK)
                && table.constraintsOn(column)
                        .anyMatch(c -> c.kind() == Constraint.Kind.CHECK
                                && c.validated()
                                && normal(c.definition()).equals("check" + wanted));
    }

    private static String normal(String expression) {
        return expression.replaceAll("[\\s()]", "").toLowerCase(Locale.ROOT);
    }
}
