package dev.dbmigrations.cli;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.cli.terminal.Bar;
import dev.dbmigrations.cli.terminal.Colours;
import dev.dbmigrations.cli.terminal.Spans;
import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.execute.LockWait;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.history.Event.Purpose;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Steps and how far they are, in words. */
final class StepWords {
    private static final int BAR_WIDTH = 24;
    private static final double ALMOST = 0.99;

    private final Colours colours;

    StepWords(Display display) {
        this.colours = display.colours();
    }

    String head(Plan plan, Purpose purpose) {
        long steps = plan.steps().count();
        return (purpose == Purpose.TAKE_BACK ? "taking back " : "")
                + colours.strong(
                        plan.migration().label() + " " + plan.migration().description())
                + "   " + plan.strategy().word() + ", " + InWords.count(steps, "step");
    }

    String step(StepPlace place) {
        return "  [%d/%d] %s"
                .formatted(place.number(), place.count(), place.step().facts().title());
    }

    String undone(StepPlace place) {
        return "  [%d/%d] undone: %s"
                .formatted(place.number(), place.count(), place.step().facts().title());
    }

    /** The statements of a step, indented, as they are run. */
    Stream<String> statements(Step step) {
        List<String> sql = switch (step) {
            case Step.RunSql run -> run.sql();
            case Step.RunAlone alone -> List.of(alone.sql());
            case Step.MoveRows move -> List.of(move.work().batch("…"));
            case Step.Prove prove -> List.of(prove.check().countSql());
        };
        return sql.stream().flatMap(String::lines).map(line -> colours.faint("        " + line));
    }

    /** The line of a terminal. */
    String moving(StepPlace place, Optional<Progress> rows, String state) {
        String tail = state.isEmpty() ? "" : "  " + state;
        return rows.map(r -> step(place) + " " + Bar.text(part(r), BAR_WIDTH, colours) + " " + far(r) + tail)
                .orElseGet(() -> step(place) + tail);
    }

    /** How far rows have come: {@code 41 %, 410 thousand of 1 million rows, 52 thousand rows/s, 11 s left}. */
    String far(Progress rows) {
        StringBuilder text = new StringBuilder()
                .append(String.format(Locale.ROOT, "%.0f %%", Math.floor(part(rows) * 100)))
                .append(", ")
                .append(InWords.number(rows.rows()))
                .append(" of ")
                .append(InWords.rows(Math.max(rows.rows(), rows.estimatedRows())));
        if (rows.rowsPerSecond() >= 1) {
            text.append(", ")
                    .append(InWords.number(Math.round(rows.rowsPerSecond())))
                    .append(" rows/s");
        }
        rows.remaining()
                .ifPresent(left -> text.append(", ").append(Spans.text(left)).append(" left"));
        return text.toString();
    }

    String moved(Progress rows) {
        return InWords.rows(rows.rows());
    }

    /** The estimate may be too low; nothing is all done before it is. */
    private static double part(Progress rows) {
        long all = Math.max(rows.rows(), rows.estimatedRows());
        return all == 0 ? 0 : Math.min(ALMOST, (double) rows.rows() / all);
    }

    String waiting(LockWait wait) {
        String attempt = wait.attempt() > 1 ? ", attempt " + wait.attempt() : "";
        return "waiting for a lock for " + Spans.text(wait.waited()) + attempt
                + wait.blockers().stream().findFirst().map(StepWords::holder).orElse("");
    }

    private static String holder(Blocker blocker) {
        return ", held by pid %d %s, %s for %s"
                .formatted(
                        blocker.sessionId(),
                        blocker.application().isEmpty() ? blocker.user() : "\"" + blocker.application() + "\"",
                        blocker.state(),
                        Spans.text(blocker.since()));
    }
}
