package dev.dbmigrations.database;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a server tells about its load and its room. Thread-safe; one round trip for each question.
 *
 * <p>Whatever cannot be told, for want of a privilege or because the server does not know, fails with a {@link
 * DatabaseFailure} that says so: it is never taken for an idle server. Only an empty answer means that there is nothing.
 */
public interface Gauges {

    /** How far the slowest replica is behind; empty when there is none. */
    Optional<Duration> replicaLag();

    /** Sessions of others that are at work just now. */
    int activeSessions();

    /** How long the oldest transaction of others has been open; empty when there is none. */
    Optional<Duration> oldestTransaction();

    /** Bytes of WAL or redo log written since some moment long past: only differences say something. */
    long logBytes();

    /** Bytes of the files of this database. */
    long databaseBytes();

    /** Free bytes where the data lies; empty when that is no folder of this machine. */
    OptionalLong freeDisk();

    /** How many processors the server has; empty when it does not run on this machine: no server tells. */
    OptionalInt processors();
}
