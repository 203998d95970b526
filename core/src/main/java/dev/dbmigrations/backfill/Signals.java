package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Signal.Effect;
import dev.dbmigrations.backfill.Signal.Reading;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Gauges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** The signals of one server that a set of targets asks for. What they have to remember is kept from one set to the next. */
final class Signals {
    private static final double HOLD = (ZoneLaw.IDLE + ZoneLaw.BUSY) / 2;
    private static final double SMOOTHING = 0.3;
    private static final Duration BETWEEN_SIZES = Duration.ofSeconds(10);

    private final Gauges gauges;
    private final Latency latency;
    private final ToDoubleFunction<String> asking;
    private final Rate log;
    private final Growth growth;
    private double busy = -1;

    /**
     * @param latency as it is measured by others
     * @param asking runs a query of the user that gives a number
     */
    Signals(Gauges gauges, Latency latency, ToDoubleFunction<String> asking, Time time) {
        this.gauges = gauges;
        this.latency = latency;
        this.asking = asking;
        this.log = new Rate(gauges::logBytes, time);
        this.growth = new Growth(gauges::databaseBytes, time, BETWEEN_SIZES);
    }

    /** Those that may stop the work. */
    List<Signal> stopping(Limits limits) {
        List<Signal> signals = new ArrayList<>();
        limits.delays()
                .replicas()
                .ifPresent(
                        most -> signals.add(new Signal("the lag of replicas", Effect.STOPS, () -> replicaLag(most))));
        limits.delays()
                .transactions()
                .ifPresent(most ->
                        signals.add(new Signal("the oldest transaction", Effect.STOPS, () -> oldestTransaction(most))));
        signals.add(new Signal(
                "the free disk", Effect.STOPS, () -> freeDisk(limits.disk().free())));
        limits.disk()
                .growth()
                .ifPresent(
                        most -> signals.add(new Signal("the size of the database", Effect.STOPS, () -> growth(most))));
        limits.query()
                .ifPresent(sql ->
                        signals.add(new Signal("the throttle-query", Effect.STEERS_AND_STOPS, () -> asked(sql))));
        return signals;
    }

    /** Those by which workers are steered, and those that may stop the work. */
    List<Signal> all(Targets targets) {
        List<Signal> signals = withoutProbe(targets);
        Duration most = targets.load().latency();
        signals.add(new Signal("the latency of a probe", Effect.STEERS, () -> latency(most)));
        return signals;
    }

    /** The same for a table that cannot be probed. */
    List<Signal> withoutProbe(Targets targets) {
        List<Signal> signals = stopping(targets.limits());
        targets.limits()
                .logRate()
                .ifPresent(
                        most -> signals.add(new Signal("the log that is written", Effect.STEERS, () -> logRate(most))));
        processors(targets.limits())
                .ifPresent(count -> signals.add(new Signal(
                        "the sessions of others",
                        Effect.STEERS,
                        () -> sessions(count * targets.load().sessionsPerProcessor()))));
        return signals;
    }

    /** Empty as well when nobody may count the sessions of others: nobody has asked for this signal by name. */
    private OptionalInt processors(Limits limits) {
        try {
            OptionalInt processors = limits.processors().isPresent() ? limits.processors() : gauges.processors();
            gauges.activeSessions();
            return processors;
        } catch (DatabaseFailure.Fatal unknown) {
            return OptionalInt.empty();
        }
    }

    private Reading replicaLag(Duration most) {
        return gauges.replicaLag()
                .map(lag -> new Reading(
                        part(lag, most),
                        "the slowest replica is " + Amounts.text(lag) + " behind; " + Amounts.text(most) + " allowed"))
                .orElse(Reading.NOTHING);
    }

    private Reading oldestTransaction(Duration most) {
        return gauges.oldestTransaction()
                .map(age -> new Reading(
                        part(age, most),
                        "the oldest transaction is " + Amounts.text(age) + " old; " + Amounts.text(most) + " allowed"))
                .orElse(Reading.NOTHING);
    }

    private static double part(Duration found, Duration most) {
        return (double) found.toMillis() / Math.max(1, most.toMillis());
    }

    private Reading freeDisk(OptionalLong asked) {
        OptionalLong free = gauges.freeDisk();
        if (free.isEmpty()) {
            if (asked.isPresent()) {
                throw new IllegalStateException(
                        "the disk of the server cannot be seen from here; max-database-growth can be");
            }
            return Reading.NOTHING;
        }
        long least = asked.orElse(Limits.Disk.ENOUGH);
        return new Reading(
                (double) least / Math.max(1, free.getAsLong()),
                Amounts.bytes(free.getAsLong()) + " are free where the data lies; " + Amounts.bytes(least)
                        + " must stay free");
    }

    private Reading growth(long most) {
        long grown = growth.bytes();
        return new Reading(
                (double) grown / most,
                "the database has grown by " + Amounts.bytes(grown) + "; " + Amounts.bytes(most) + " allowed");
    }

    private Reading asked(String sql) {
        double number = asking.applyAsDouble(sql);
        if (Double.isNaN(number)) {
            throw new IllegalStateException("the throttle-query gave no number");
        }
        return new Reading(number, "the throttle-query says " + Amounts.number(number) + "; below 1 is allowed");
    }

    private Reading latency(Duration most) {
        if (latency.excess().isEmpty()) {
            return new Reading(HOLD, "too few probes so far");
        }
        double seconds = latency.excess().getAsDouble();
        return new Reading(
                seconds * 1e9 / most.toNanos(),
                "a probe takes " + Amounts.number(seconds * 1000) + " ms longer than when nothing moves; "
                        + Amounts.text(most) + " allowed");
    }

    private Reading logRate(long most) {
        Optional<Double> rate = log.perSecond();
        return rate.map(bytes -> new Reading(
                        bytes / most,
                        Amounts.bytes(bytes.longValue()) + " of log are written per second; " + Amounts.bytes(most)
                                + " allowed"))
                .orElse(new Reading(HOLD, "not yet measured"));
    }

    private Reading sessions(double most) {
        int now = gauges.activeSessions();
        busy = busy < 0 ? now : busy + SMOOTHING * (now - busy);
        return new Reading(
                busy / most,
                "others have " + Amounts.number(busy) + " busy sessions; " + Amounts.number(most) + " allowed");
    }
}
