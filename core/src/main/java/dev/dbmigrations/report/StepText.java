package dev.dbmigrations.report;

import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.RowWork;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepSql;
import dev.dbmigrations.plan.Undo;
import java.util.List;
import java.util.stream.Collectors;

/** The words for the parts of a step that a plan's report and its SQL have in common. */
final class StepText {

    private StepText() {}

    static String lock(Lock lock) {
        return lock.mode() + " on " + lock.table() + ", blocks " + lock.blocks().words();
    }

    static String undo(Undo undo) {
        return switch (undo) {
            case Undo.Run run -> run.sql().isEmpty() ? "nothing to do" : String.join(";\n", run.sql()) + ";";
            case Undo.Steps steps ->
                steps.steps().stream()
                        .map(s -> "-- " + s.facts().title() + "\n" + String.join(";\n", statements(s)) + ";")
                        .collect(Collectors.joining("\n"));
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
        return StepSql.of(step);
    }

    /** Along what the batches are cut. */
    static String along(RowWork work) {
        return work.key().isEmpty() ? "its pages" : String.join(", ", work.key());
    }

    /** How two tables are compared. */
    static String compared(TablePair pair) {
        String ranges = pair.isWalkable()
                ? "in ranges along " + String.join(", ", pair.source().walk().key()) + ", both tables at one instant"
                : "at one instant, all at once for want of a key that orders both tables alike";
        return ranges + "; rows that differ are written again, until a whole pass finds none";
    }
}
