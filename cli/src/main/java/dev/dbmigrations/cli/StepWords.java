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
    /** Few widths, so that a bar keeps its own while the text beside it becomes longer and shorter. */
    private static final List<Integer> BARS = List.of(24, 16, 8);

    private static final double MANY = 10_000;
    private static final double ALMOST = 0.99;

    private final Colours colours;

    /** The last column stays free. */
    private final int room;

    StepWords(Display display) {
        this.colours = display.colours();
        this.room = display.screen().columns().orElse(Integer.MAX_VALUE) - 1;
    }

    String head(Plan plan, Purpose purpose) {
        long steps = plan.steps().count();
        String doing = switch (purpose) {
            case APPLY -> "";
            case TAKE_BACK -> "taking back ";
            case RESTORE -> "bringing back what was taken by ";
        };
        return doing
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
            case Step.CatchUp catchUp -> catchUp.replay().replay();
            case Step.Prove prove -> List.of(prove.check().countSql());
            case Step.CompareTables compare ->
                List.of(
                        compare.pair().source().summary(),
                        compare.pair().target().summary());
        };
        return sql.stream().flatMap(String::lines).map(line -> colours.faint("        " + line));
    }

    /** The line of a terminal while rows move: what does not fit is said shorter, or not at all. */
    String moving(StepPlace place, Progress rows, String waiting) {
        String lead = step(place) + " ";
        String tail = waiting.isEmpty() ? "" : "  " + waiting;
        String part = " " + percentage(rows);
        List<String> ends =
                List.of(" " + far(rows) + tail, part + pace(rows) + left(rows) + tail, part + left(rows) + tail);
        for (String end : ends) {
            int space = room - lead.length() - end.length();
            Optional<Integer> width = BARS.stream().filter(bar -> bar <= space).findFirst();
            if (width.isPresent()) {
                return lead + Bar.text(part(rows), width.get(), colours) + end;
            }
        }
        return " " + ends.getLast() + lead;
    }

    /** The line of a terminal while something else is done. */
    String moving(StepPlace place, String state) {
        return step(place) + (state.isEmpty() ? "" : "  " + state);
    }

    /** How far rows have come: {@code 41 %, 410 thousand of 1 million rows, 52 thousand rows/s, 11 s left}. */
    String far(Progress rows) {
        String all = InWords.rows(Math.max(rows.rows(), rows.estimatedRows()));
        String rate =
                rows.rowsPerSecond() < 1 ? "" : ", " + InWords.number(Math.round(rows.rowsPerSecond())) + " rows/s";
        return percentage(rows) + ", " + InWords.number(rows.rows()) + " of " + all + rate + left(rows);
    }

    private static String percentage(Progress rows) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(part(rows) * 100));
    }

    /** In few letters. */
    private static String pace(Progress rows) {
        if (rows.rowsPerSecond() < 1) {
            return "";
        }
        boolean many = rows.rowsPerSecond() >= MANY;
        return ", %d%s rows/s".formatted(Math.round(rows.rowsPerSecond() / (many ? 1000 : 1)), many ? "k" : "");
    }

    private static String left(Progress rows) {
        return rows.remaining().map(left -> ", " + Spans.text(left) + " left").orElse("");
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
