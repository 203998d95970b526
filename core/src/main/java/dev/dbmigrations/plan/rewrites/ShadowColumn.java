package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Privilege;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A second column that says the same as the first in a new shape, kept in step with it by triggers, whoever writes which.
 *
 * @param situation where and why
 * @param table the table before
 * @param before the column as it is
 * @param after the column as it will be, under the name it has beside the old one
 * @param conversion how each follows from the other
 */
record ShadowColumn(Situation situation, Table table, Column before, Column after, Conversion conversion) {

    /**
     * @param up the new value, in the words of the old row
     * @param down the old value, in the words of the new row
     */
    record Conversion(String up, String down) {}

    /** The column and its triggers, in one transaction: from its end on no row can be written in one shape only. */
    Step install() {
        DdlWriter ddl = situation.ddl();
        List<String> sql = new ArrayList<>();
        sql.add(ddl.addColumn(
                table.name(), after.name(), after.type(), after.extras().collation()));
        String fallback = before.defaultSql();
        if (fallback != null && sync().after().defaultSql() != null) {
            sql.add(ddl.setDefault(table.name(), after.name(), fallback));
        }
        sql.addAll(extras());
        sql.addAll(ddl.createSync(sync()));
        List<String> undo = new ArrayList<>(ddl.dropSync(sync()));
        undo.add(ddl.dropColumnIfThere(table.name(), after.name()));
        return situation
                .pen()
                .brief(
                        "add " + table.name() + "." + after.name() + " and keep it in step with " + before.name(),
                        installImpact(),
                        new Undo.Run(undo),
                        sql);
    }

    /** A type with checks of its own, such as a domain's, makes even an empty column a change of every row. */
    void refuseIfCostly() {
        Clause adding = new Clause(
                added(),
                situation
                        .ddl()
                        .addColumn(
                                table.name(),
                                after.name(),
                                after.type(),
                                after.extras().collation()));
        if (situation.of(adding, situation.schema()).work(table) != Impact.Work.METADATA) {
            throw situation.refused(
                    PlanRefused.Reason.WOULD_BLOCK,
                    "a second column of type " + after.type() + " in " + table.name()
                            + " would make the server write every row anew, under a lock that stops everyone",
                    "use the type without its checks, or run it in a quiet hour with `-- db-migrations: strategy=direct`");
        }
    }

    private ColumnChange.AddColumn added() {
        String definition = situation.names().quote(after.name()) + " " + after.type();
        NewColumn column = new NewColumn(after.name(), after.type(), false, null, Column.Generation.PLAIN, List.of());
        return new ColumnChange.AddColumn(table.name(), column, false, definition);
    }

    private Impact installImpact() {
        return situation.impact(
                added(), new RunAsWritten("create trigger", sync().name(), List.of(table.name()), List.of()));
    }

    private List<String> extras() {
        DdlWriter ddl = situation.ddl();
        List<String> sql = new ArrayList<>();
        if (after.extras().comment() != null) {
            sql.add(ddl.commentOnColumn(
                    table.name(), after.name(), after.extras().comment()));
        }
        if (after.extras().statistics() != null) {
            sql.add(ddl.setStatistics(table.name(), after.name(), after.extras().statistics()));
        }
        if (after.extras().options() != null) {
            sql.addAll(ddl.setColumnOptions(
                    table.name(), after.name(), after.extras().options()));
        }
        for (Privilege privilege : after.extras().privileges()) {
            sql.add(ddl.grantOnColumn(table.name(), after.name(), privilege));
        }
        return sql;
    }

    ColumnSync sync() {
        String name =
                situation.names().derived("zz_db_migrations_" + table.name().name() + "_" + after.name(), "sync");
        return new ColumnSync(
                table.name(),
                name,
                new ColumnSync.Side(before.name(), before.type(), steadyDefault(before)),
                new ColumnSync.Side(after.name(), after.type(), newDefault()),
                conversion.up(),
                conversion.down(),
                Stream.concat(table.columns().stream(), Stream.of(after))
                        .map(Column::name)
                        .distinct()
                        .toList());
    }

    private static @Nullable String steadyDefault(Column column) {
        return column.extras().volatileDefault() || column.generation() != Column.Generation.PLAIN
                ? null
                : column.defaultSql();
    }

    /** The old default in the new type; a default that differs from row to row stays with the old column, whose value is copied. */
    private @Nullable String newDefault() {
        if (situation.can(Capability.HIDDEN_COLUMNS)) {
            return situation.ddl().defaultWhenHidden(after);
        }
        String old = steadyDefault(before);
        if (old == null) {
            return null;
        }
        boolean plainCopy = conversion.up().equals(situation.names().quote(before.name()));
        return plainCopy ? situation.ddl().cast(old, after.type()) : null;
    }

    /** Rows from before the triggers; those written since have it already. */
    Step backfill() {
        String quoted = situation.names().quote(after.name());
        RowWork work = new RowWork(
                table.name(),
                situation.names().quote(table.name().name()),
                situation.walkKey(table),
                new RowWork.Pieces(
                        List.of(situation.ddl().bypassSync()),
                        "UPDATE " + situation.names().quote(table.name()) + " SET " + quoted + " = " + conversion.up(),
                        notYet(quoted),
                        ""),
                RowWork.Repetition.HARMLESS);
        return situation
                .pen()
                .rows(
                        "backfill " + table.name() + "." + after.name(),
                        work,
                        table,
                        new Undo.Nothing("the values go with the column"));
    }

    private String notYet(String quoted) {
        return situation.can(Capability.HIDDEN_COLUMNS)
                ? situation.ddl().differs(quoted, situation.ddl().cast(conversion.up(), after.type()), after.type())
                : quoted + " IS NULL AND (" + conversion.up() + ") IS NOT NULL";
    }

    Step analyze() {
        return situation
                .pen()
                .sampling(
                        "gather statistics of " + table.name() + "." + after.name(),
                        situation.impact(
                                new RunAsWritten("analyze", table.name().name(), List.of(table.name()), List.of())),
                        table,
                        situation.ddl().analyze(table.name(), List.of(after.name())));
    }

    /** A row is right when either side follows from the other: a conversion need not be reversible both ways. */
    Step verify() {
        DdlWriter ddl = situation.ddl();
        String after1 = situation.names().quote(after.name());
        String before1 = situation.names().quote(before.name());
        String differs = ddl.differs(after1, ddl.cast(conversion.up(), after.type()), after.type()) + " AND "
                + ddl.differs(before1, ddl.cast(conversion.down(), before.type()), before.type());
        DataCheck check = new DataChecks(situation)
                .rows(
                        table,
                        "unequal-" + table.name().name() + "-" + after.name(),
                        "rows of " + table.name() + " whose " + before.name() + " and " + after.name()
                                + " do not agree",
                        differs,
                        "this should not happen: run `db-migrations down`, and keep the rows for a report");
        return situation
                .pen()
                .prove("compare " + table.name() + "." + before.name() + " and " + after.name(), table, check);
    }

    Impact contractImpact() {
        return situation.impact(
                new ColumnChange.DropColumn(table.name(), before.name(), false, false),
                new AlterOtherwise(table.name(), "rename column"));
    }
}
