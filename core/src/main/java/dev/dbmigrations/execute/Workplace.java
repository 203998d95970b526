package dev.dbmigrations.execute;

import dev.dbmigrations.database.Database;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a run is carried out, by whom, and who is told.
 *
 * @param database the live database
 * @param home our own tables in it
 * @param self who works
 * @param settings how patiently
 * @param attendance who is told, who may stop it, and the clock
 */
public record Workplace(Database database, Home home, Self self, Settings settings, Attendance attendance) {

    /**
     * @param listener is told
     * @param stop may stop it
     * @param clock for durations and names
     */
    public record Attendance(RunListener listener, StopSignal stop, Clock clock) {
        public static Attendance of(RunListener listener) {
            return new Attendance(listener, new StopSignal(), Clock.systemUTC());
        }
    }

    RunListener listener() {
        return attendance.listener();
    }

    StopSignal stop() {
        return attendance.stop();
    }

    Instant now() {
        return attendance.clock().instant();
    }

    Duration since(Instant start) {
        return Duration.between(start, now());
    }

    /** Held by the one runner for as long as it lives. */
    String runnerLock() {
        return runnerLock(home);
    }

    static String runnerLock(Home home) {
        return home.runnerLock();
    }

    /** Held by the session that works, so that a successor knows when the work of a lost one has ended. */
    String workLock() {
        return home.workLock();
    }

    /** A journal that anybody may write to; a runner's own is fenced. */
    public Journal journal() {
        return new Journal(home, self.text());
    }
}
