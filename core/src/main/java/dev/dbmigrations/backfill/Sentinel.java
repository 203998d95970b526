package dev.dbmigrations.backfill;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.Outlook.Told;
import dev.dbmigrations.database.DatabaseFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread that looks while workers work: probes the table ten times a second, lets the watch look every second, and
 * tells the journal what lasts. Thread-safe.
 */
final class Sentinel {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);
    private static final Duration BETWEEN_FIRST_PROBES = Duration.ofMillis(10);
    private static final int FIRST_PROBES = 10;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private final LoadWatch watch;
    private final Optional<Probe> probe;
    private final Latency latency;
    private final Diary diary;
    private final Consumer<Targets> guided;
    private final Collection<Throwable> failures;
    private final InFlight inFlight;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    /**
     * How the table answers.
     *
     * @param probe asks it; empty where there is no key by which one row is found at once
     * @param latency takes the samples
     */
    record Answers(Optional<Probe> probe, Latency latency) {}

    /**
     * Who is told.
     *
     * @param diary what holds the rows back
     * @param guided the targets that hold
     * @param failures what ends the looking
     */
    record Listeners(Diary diary, Consumer<Targets> guided, Collection<Throwable> failures) {}

    Sentinel(LoadWatch watch, InFlight inFlight, Answers answers, Listeners listeners) {
        this.watch = watch;
        this.inFlight = inFlight;
        this.probe = answers.probe();
        this.latency = answers.latency();
        this.diary = listeners.diary();
        this.guided = listeners.guided();
        this.failures = listeners.failures();
    }

    /** Learns how fast the table answers as long as nothing moves, and begins to look. */
    void start(Time time) {
        for (int i = 0; i < FIRST_PROBES && probe.isPresent(); i++) {
            sample();
            time.rest().sleep(BETWEEN_FIRST_PROBES);
        }
        watch.lookIfDue();
        thread = Optional.of(
                Thread.ofPlatform().name("db-migrations load").daemon().start(() -> look(time)));
    }

    private void look(Time time) {
        try {
            while (!closed.await(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
                sample();
                if (watch.lookIfDue()) {
                    latency.beginAnew();
                }
                guided.accept(watch.follow());
                Told told = watch.obstacle().or(watch::slowdown).orElse(new Told("", ""));
                diary.see(told.cause(), told.words(), time.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Nobody looks any more, so nobody may work any more.
            failures.add(e);
        }
    }

    private void sample() {
        int mark = inFlight.mark();
        try {
            if (probe.isPresent()) {
                double seconds = probe.get().seconds();
                latency.add(seconds, inFlight.noneSince(mark));
            }
        } catch (DatabaseFailure | MigrationException e) {
            latency.failed(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the looking. Returns false when it still waits for a server that does not answer: it is left behind. */
    boolean end() {
        closed.countDown();
        return thread.map(Sentinel::hasEnded).orElse(true);
    }

    private static boolean hasEnded(Thread thread) {
        try {
            return thread.join(LONGEST_FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
