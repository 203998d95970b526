package dev.dbmigrations.cli;

import dev.dbmigrations.backfill.Progress;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.terminal.LiveLine;
import dev.dbmigrations.cli.terminal.Spans;
import dev.dbmigrations.execute.LockWait;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.execute.StepPlace;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.Event.Purpose;
import dev.dbmigrations.history.Event.RunStarted;
import dev.dbmigrations.history.RunName;
import dev.dbmigrations.plan.Step;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of a run: a line for each step, and on a terminal one that moves for the step at hand. Elsewhere
 * a step that takes long says every ten seconds how far it is. Thread-safe.
 */
final class RunProgress implements RunListener, AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Display display;
    private final LiveLine line;
    private final StepWords words;
    private final LongSupplier nanos;
    private @Nullable StepPlace place;
    private Optional<Progress> rows = Optional.empty();
    private String waiting = "";
    private String shownRun = "";
    private Duration worked = Duration.ZERO;
    private long begun;
    private long lastWord;
    private boolean announced;
    private Purpose purpose = Purpose.APPLY;
    private Strategy strategy = Strategy.DIRECT;
    private int applied;
    private Optional<Supplier<String>> ending = Optional.empty();

    RunProgress(Display display, LongSupplier nanos) {
        this.display = display;
        this.line = new LiveLine(display.stream(), display.screen());
        this.words = new StepWords(display);
        this.nanos = nanos;
    }

    @Override
    public synchronized void recorded(String run, Event event) {
        switch (event) {
            case RunStarted started -> head(run, started);
            case Event.RollbackStarted back ->
                line.print("taking back " + RunName.migration(run) + ": " + back.reason());
            case Event.RunRolledBack back -> endWith(() -> "  taken back; the database is as it was before");
            case Event.RunCompleted done -> completed(done);
            default -> {}
        }
    }

    private void head(String run, RunStarted started) {
        shownRun = run;
        purpose = started.purpose();
        strategy = strategy.or(started.plan().strategy());
        line.print(words.head(started.plan(), purpose));
    }

    private void completed(Event.RunCompleted done) {
        applied += purpose == Purpose.APPLY ? 1 : 0;
        endWith(() -> "  done in " + Spans.text(took(done)));
    }

    /** The journal is told before the last step has ended, and of what earlier processes did. */
    private Duration took(Event.RunCompleted done) {
        Duration recorded = Duration.ofMillis(done.milliseconds());
        return recorded.compareTo(worked) > 0 ? recorded : worked;
    }

    private void endWith(Supplier<String> text) {
        ending = Optional.of(text);
        if (place == null) {
            printEnding();
        }
    }

    /** A run is complete in the journal before its last step says that it is done. */
    private void printEnding() {
        if (ending.isPresent()) {
            line.print(ending.get().get());
            ending = Optional.empty();
            worked = Duration.ZERO;
        }
    }

    /** How many migrations were applied so far. */
    synchronized int applied() {
        return applied;
    }

    /** The strongest so far. */
    synchronized Strategy strategy() {
        return strategy;
    }

    private void headOf(StepPlace step) {
        if (!step.run().equals(shownRun) && step.number() > 1) {
            shownRun = step.run();
            line.print(RunName.migration(step.run()) + " goes on");
        }
    }

    @Override
    public synchronized void stepStarted(StepPlace started) {
        headOf(started);
        begin(started);
        boolean tellsRows = started.step() instanceof Step.MoveRows || started.step() instanceof Step.CompareTables;
        if (tellsRows && !display.screen().isTerminal()) {
            announce(words.step(started));
        }
        if (display.detail() == Detail.VERBOSE) {
            words.statements(started.step()).forEach(line::print);
        }
        redraw();
    }

    private void begin(StepPlace started) {
        place = started;
        rows = Optional.empty();
        waiting = "";
        announced = false;
        begun = nanos.getAsLong();
        lastWord = begun;
    }

    private void announce(String text) {
        announced = true;
        line.print(text + " …");
        lastWord = nanos.getAsLong();
    }

    @Override
    public synchronized void stepDone(StepPlace done, Duration took) {
        worked = worked.plus(took);
        String moved = rows.map(r -> words.moved(r) + " in ").orElse("");
        end();
        line.print(words.step(done) + "   " + moved + Spans.text(took));
        printEnding();
    }

    private void end() {
        place = null;
        line.clear();
    }

    @Override
    public synchronized void undoStarted(StepPlace started) {
        begin(started);
        redraw();
    }

    @Override
    public synchronized void undone(StepPlace undone) {
        end();
        line.print(words.undone(undone));
        printEnding();
    }

    @Override
    public synchronized void progress(StepPlace moving, Progress progress) {
        rows = Optional.of(progress);
        waiting = progress.waitingFor();
        tick();
    }

    @Override
    public synchronized void waitingForLock(StepPlace step, LockWait wait) {
        String now = words.waiting(wait);
        boolean news = waiting.isEmpty();
        waiting = now;
        if (news && !display.screen().isTerminal()) {
            report();
        }
        tick();
    }

    @Override
    public synchronized void gate(String run, int phase, String reason) {
        end();
        line.print("  waiting before the next phase: " + reason);
        line.print("  open it with: db-migrations complete " + RunName.migration(run));
    }

    @Override
    public synchronized void paused(String run, String reason) {
        line.print("  paused: " + reason + "; db-migrations resume goes on");
    }

    @Override
    public synchronized void resumed(String run) {
        line.print("  resumed");
    }

    @Override
    public synchronized void note(String text) {
        line.print("  " + text);
    }

    /** Shows how far the step at hand is, as often as the stream bears. To be called several times a second. */
    synchronized void tick() {
        if (place == null) {
            return;
        }
        if (display.screen().isTerminal()) {
            redraw();
        } else if (isSince(lastWord, SILENCE)) {
            report();
        }
    }

    @Override
    public synchronized void close() {
        line.clear();
    }

    private boolean isSince(long moment, Duration span) {
        return nanos.getAsLong() - moment >= span.toNanos();
    }

    private void redraw() {
        StepPlace at = place;
        if (at != null && display.screen().isTerminal()) {
            line.draw(rows.map(r -> words.moving(at, r, waiting)).orElseGet(() -> words.moving(at, state())));
        }
    }

    private String state() {
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - begun);
        String since = elapsed.compareTo(PATIENCE) < 0 ? "" : Spans.text(elapsed.truncatedTo(ChronoUnit.SECONDS));
        return waiting.isEmpty() ? since : waiting;
    }

    private void report() {
        if (place != null && !announced) {
            announce(words.step(place));
        }
        line.print("        " + rows.map(words::far).orElse("") + (rows.isPresent() && !state().isEmpty() ? ", " : "")
                + state());
        lastWord = nanos.getAsLong();
    }
}
