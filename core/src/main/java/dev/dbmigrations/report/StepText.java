package dev.dbmigrations.report;

import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import java.util.ArrayList;
import java.util.List;

/** The words for the parts of a step that a plan's report and its SQL have in common. */
final class StepText {

    private StepText() {}

    static String lock(Lock lock) {
        return lock.mode() + " on " + lock.table() + ", blocks " + lock.blocks().words();
    }

    static String undo(Undo undo) {
        return switch (undo) {
            case Undo.Run run -> run.sql().isEmpty() ? "nothing to do" : String.join(";\n", run.sql()) + ";";
            case Undo.Nothing nothing -> "nothing to do: " + nothing.because();
            case Undo.Impossible impossible -> "impossible: " + impossible.because();
        };
    }

    static String done(Probe probe) {
        return switch (probe) {
            case Probe.JournalEntry entry -> "the journal says so";
            case Probe.Ask ask -> ask.query();
        };
    }

    /** The statements of a step, batches joined to one. */
    static List<String> statements(Step step) {
        return switch (step) {
            case Step.RunSql run -> run.sql();
            case Step.RunAlone alone -> List.of(alone.sql());
            case Step.MoveRows move -> inOneGo(move.work());
            case Step.Prove prove -> List.of(prove.check().countSql());
        };
    }

    private static List<String> inOneGo(RowWork work) {
        List<String> statements = new ArrayList<>(work.statement().before());
        String where = work.statement().where().isEmpty()
                ? ""
                : " WHERE " + work.statement().where();
        String tail =
                work.statement().tail().isEmpty() ? "" : " " + work.statement().tail();
        statements.add(work.statement().head() + where + tail);
        return statements;
    }

    /** Along what the batches are cut. */
    static String along(RowWork work) {
        return work.key().isEmpty() ? "its pages" : String.join(", ", work.key());
    }
}
