package dev.dbmigrations.bench;

import dev.dbmigrations.bench.Figures.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Contestants in turn on one server, each from the same table. */
record Race(Settings settings, Arena arena, Recorder recorder) {
    static final String NOBODY = "nobody";
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration ALONE = Duration.ofSeconds(20);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    /** In milliseconds. */
    private static final double CAUGHT_UP = 20;

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);

    static Figures idleFigures(String base) {
        return Figures.of(
                base,
                new Column("seconds", 1),
                new Column("CPU s of the server", 1),
                new Column("CPU s of the program", 1),
                new Column("times the size", 2));
    }

    static Figures loadedFigures(String base) {
        return Figures.of(
                base,
                new Column("seconds", 1),
                new Column("statements/s", 0),
                new Column("p50 ms", 1),
                new Column("p99 ms", 1),
                new Column("longest ms", 0),
                new Column("waited for a lock ms", 0),
                new Column("errors", 0));
    }

    /** With nobody else there. */
    void idle() throws Exception {
        for (int run = 0; run < settings.runs(); run++) {
            for (Contestant contestant : competing()) {
                recorder.orAbsent(contestant.name(), () -> idle(contestant));
            }
        }
    }

    private void idle(Contestant contestant) throws Exception {
        arena.restore();
        double before = arena.megabytes();
        double server = CpuTime.ofServer(arena.process());
        double program = CpuTime.ofPrograms();
        Instant start = Instant.now();
        contestant.work().run();
        double seconds = seconds(start);
        server = CpuTime.ofServer(arena.process()) - server;
        program = CpuTime.ofPrograms() - program;
        requireDone(contestant);
        recorder.add(contestant.name(), seconds, server, program, arena.megabytes() / before);
    }

    /** With a foreground at half of what the server can do, the same for all. */
    void underLoad() throws Exception {
        double rate = settings.rate() > 0 ? settings.rate() : halfCapacity();
        recorder.fact(String.format(Locale.ROOT, "%,.0f statements/s of %d clients", rate, Foreground.CLIENTS));
        for (int run = 0; run < settings.runs(); run++) {
            loaded(NOBODY, rate, () -> Thread.sleep(ALONE));
            for (Contestant contestant : competing()) {
                recorder.orAbsent(contestant.name(), () -> {
                    loaded(contestant.name(), rate, contestant.work());
                    requireDone(contestant);
                });
            }
        }
    }

    private double halfCapacity() throws Exception {
        arena.restore();
        return arena.foreground().capacity() / 2;
    }

    private void loaded(String name, double rate, Contestant.Work work) throws Exception {
        arena.restore();
        Foreground.Running running = arena.foreground().start(rate);
        try (LockWatch watch = LockWatch.over(arena)) {
            Thread.sleep(WARM_UP);
            long from = micros();
            Instant start = Instant.now();
            runOrStop(work, running);
            double seconds = seconds(start);
            long until = micros();
            letQueuedStatementsThrough(Duration.between(start, Instant.now()), running);
            Latencies latencies = running.stop();
            Latencies.Stretch stretch = latencies.between(from, until);
            recorder.add(
                    name,
                    seconds,
                    stretch.throughput(),
                    stretch.median(),
                    stretch.p99(),
                    stretch.longest(),
                    watch.longest(),
                    latencies.errors());
        }
    }

    private static void runOrStop(Contestant.Work work, Foreground.Running running) throws Exception {
        try {
            work.run();
        } catch (Exception e) {
            running.stop();
            throw e;
        }
    }

    /** What is still queued up belongs to this contestant, too; at half capacity it is gone in as long as it took. */
    private static void letQueuedStatementsThrough(Duration worked, Foreground.Running running) throws Exception {
        Thread.sleep(SETTLING);
        Instant end = Instant.now().plus(worked.compareTo(LONGEST_DRAIN) < 0 ? worked : LONGEST_DRAIN);
        while (running.lag() > CAUGHT_UP && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
    }

    private List<Contestant> competing() {
        arena.contestants().stream()
                .filter(contestant -> settings.wants(contestant.name()))
                .forEach(
                        contestant -> contestant.whyAbsent().ifPresent(why -> recorder.absent(contestant.name(), why)));
        return arena.contestants().stream()
                .filter(contestant -> settings.wants(contestant.name()))
                .filter(contestant -> contestant.whyAbsent().isEmpty())
                .toList();
    }

    private void requireDone(Contestant contestant) throws Exception {
        String type = arena.type();
        if (!contestant.leaves().equals(type)) {
            throw new IllegalStateException(contestant.name() + " left orders.quantity as " + type);
        }
    }

    static double seconds(Instant start) {
        return Duration.between(start, Instant.now()).toNanos() / 1e9;
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
