package dev.dbmigrations.analyze;

import dev.dbmigrations.analyze.Effect.Certainty;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Change.Unrecognized;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.dialect.Attaching;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Oracle;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.Optional;

/**
 * Says what changes do: by the catalogue's prediction, and by the server's word where only the server can tell whether
 * files are written anew.
 *
 * @param dialect whose predictions
 * @param oracle who is asked
 * @param absent what it means when a table is not in the schema
 * @param experience who knows how long it takes
 */
public record Effects(Dialect dialect, Oracle oracle, Absent absent, Experience experience) {

    /** What it means when a table is not in the schema. */
    public enum Absent {
        /** The database does not have it. */
        NOT_THERE,
        /** Nobody has looked for it: there is no database to ask. */
        NOT_LOOKED_FOR
    }

    /** For a database that was looked at. */
    public Effects(Dialect dialect, Oracle oracle) {
        this(dialect, oracle, Absent.NOT_THERE, Experience.CATALOGUE);
    }

    public Effect of(Clause clause, Schema schema) {
        Impact predicted = dialect.locks().impact(clause, schema);
        Change change = clause.change();
        if (isOpaque(change)) {
            return new Effect(predicted, Certainty.UNKNOWN);
        }
        if (!(change instanceof TableChange on) || change instanceof CreateTable) {
            return new Effect(predicted, Certainty.CERTAIN);
        }
        Optional<Table> table = schema.table(on.table());
        if (table.isEmpty()) {
            boolean indexOnly =
                    on.table().name().isEmpty() && !predicted.locks().isEmpty();
            Certainty without = absent == Absent.NOT_THERE ? Certainty.UNKNOWN : Certainty.PREDICTED;
            return new Effect(predicted, indexOnly ? Certainty.CERTAIN : without);
        }
        if (dialect.can(Capability.ONLINE_ALGORITHMS) && !table.get().isNew()) {
            return oracle.impactOf(clause, table.get())
                    .map(impact -> new Effect(impact, Certainty.CERTAIN))
                    .orElseGet(() -> new Effect(predicted, certaintyOfPrediction(on)));
        }
        if (Attaching.isAskedBy(on)) {
            return Attaching.of(clause, schema, oracle)
                    .map(a -> new Effect(new Impact(predicted.locks(), a.work(dialect.locks())), Certainty.CERTAIN))
                    .orElse(new Effect(predicted, Certainty.PREDICTED));
        }
        return table.get().isNew() || !isTheServersBusiness(on)
                ? new Effect(predicted, Certainty.CERTAIN)
                : asked(clause, table.get(), predicted, schema);
    }

    /** Whether nobody can tell from the statement what it will do. */
    public static boolean isOpaque(Change change) {
        return change instanceof Unrecognized
                || (change instanceof RunAsWritten run
                        && run.action().matches("do|call|execute|drop owned|drop schema"));
    }

    /** Whether only the server knows if the table is written anew: it depends on functions, domains and casts. */
    private static boolean isTheServersBusiness(TableChange change) {
        return change instanceof AddColumn || change instanceof ChangeType;
    }

    /** Where a server chooses among several ways, its choice follows from the statement only where there is one way. */
    private static Certainty certaintyOfPrediction(TableChange change) {
        return switch (change) {
            case ColumnChange column -> Certainty.PREDICTED;
            case AddConstraint constraint -> Certainty.PREDICTED;
            case IndexChange index -> Certainty.PREDICTED;
            case WholeTableChange whole -> Certainty.CERTAIN;
            case RowChange rows -> Certainty.CERTAIN;
        };
    }

    private Effect asked(Clause clause, Table table, Impact predicted, Schema schema) {
        Optional<Work> answer = oracle.workOf(clause, table);
        if (answer.isEmpty()) {
            return new Effect(predicted, Certainty.PREDICTED);
        }
        Work rest = workWithoutRewrite(clause, table, schema);
        Work work = answer.get().compareTo(rest) >= 0 ? answer.get() : rest;
        return new Effect(new Impact(predicted.locks(), work), Certainty.CERTAIN);
    }

    /** What is done even when nothing is rewritten; an empty clone shows nothing of it. */
    private Work workWithoutRewrite(Clause clause, Table table, Schema schema) {
        return switch (clause.change()) {
            case AddColumn add -> {
                NewColumn asked = add.definition();
                String constant = asked.generation() == Generation.PLAIN && asked.defaultSql() == null ? null : "0";
                NewColumn plain = new NewColumn(
                        asked.name(), asked.type(), asked.notNull(), constant, Generation.PLAIN, asked.constraints());
                AddColumn same = new AddColumn(add.table(), plain, add.ifNotExists(), "");
                yield dialect.locks().impact(new Clause(same, ""), schema).work();
            }
            case ChangeType retype ->
                table.constraintsOn(retype.column()).anyMatch(c -> c.kind() == Kind.CHECK && c.validated())
                        ? Work.SCAN
                        : Work.METADATA;
            default -> Work.METADATA;
        };
    }
}
