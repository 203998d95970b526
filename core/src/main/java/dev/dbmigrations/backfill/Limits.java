package dev.dbmigrations.backfill;

import dev.dbmigrations.plan.Choice;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a server must not exceed while rows move, whatever the pace. What is empty is not looked at; what is asked for
 * and cannot be measured stops the work.
 *
 * @param delays of replicas and transactions
 * @param logRate bytes of WAL or redo log that the server, all its users together, may write in a second
 * @param disk room for the data
 * @param query of the user's own, giving one number: 1 and more stops the work
 * @param processors of the server, where it does not run on this machine
 */
public record Limits(Delays delays, OptionalLong logRate, Disk disk, Optional<String> query, OptionalInt processors) {

    /** Nothing but that the disk does not run full, where that can be seen. */
    public static final Limits DEFAULT = new Limits(
            new Delays(Optional.empty(), Optional.empty()),
            OptionalLong.empty(),
            new Disk(OptionalLong.empty(), OptionalLong.empty()),
            Optional.empty(),
            OptionalInt.empty());

    /**
     * @param replicas how far the slowest may be behind
     * @param transactions how old the oldest of others may be: nothing that it may still see can be cleaned away
     */
    public record Delays(Optional<Duration> replicas, Optional<Duration> transactions) {}

    /**
     * @param free bytes that must stay free where the data lies; when empty, {@value #ENOUGH} where they can be seen
     * @param growth bytes by which the database may grow while a step moves its rows
     */
    public record Disk(OptionalLong free, OptionalLong growth) {
        static final long ENOUGH = Choice.RESERVE;
    }

    /** Whether something must not be exceeded that the user has named. */
    boolean isAnyAsked() {
        return delays.replicas().isPresent()
                || delays.transactions().isPresent()
                || disk.free().isPresent()
                || disk.growth().isPresent()
                || query.isPresent();
    }

    Limits withReplicaLag(Optional<Duration> lag) {
        return new Limits(new Delays(lag, delays.transactions()), logRate, disk, query, processors);
    }
}
