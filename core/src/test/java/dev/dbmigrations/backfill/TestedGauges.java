package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Gauges;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The gauges of a real server, of which a test may bend some. */
final class TestedGauges implements Gauges {
    private final Gauges real;
    volatile Supplier<Optional<Duration>> replicaLag = Optional::empty;
    volatile Supplier<Optional<Duration>> oldestTransaction;
    volatile Supplier<Integer> activeSessions;
    volatile Supplier<OptionalLong> freeDisk;
    volatile Supplier<Long> databaseBytes;
    volatile Supplier<Long> logBytes;

    TestedGauges(Gauges real) {
        this.real = real;
        this.oldestTransaction = real::oldestTransaction;
        this.activeSessions = real::activeSessions;
        this.freeDisk = real::freeDisk;
        this.databaseBytes = real::databaseBytes;
        this.logBytes = real::logBytes;
    }

    Gauges real() {
        return real;
    }

    @Override
    public Optional<Duration> replicaLag() {
        return replicaLag.get();
    }

    @Override
    public int activeSessions() {
        return activeSessions.get();
    }

    @Override
    public Optional<Duration> oldestTransaction() {
        return oldestTransaction.get();
    }

    @Override
    public long logBytes() {
        return logBytes.get();
    }

    @Override
    public long databaseBytes() {
        return databaseBytes.get();
    }

    @Override
    public OptionalLong freeDisk() {
        return freeDisk.get();
    }

    @Override
    public OptionalInt processors() {
        return real.processors();
    }
}
