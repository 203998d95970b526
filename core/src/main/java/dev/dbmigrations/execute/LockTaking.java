package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The way to the lock: try, look who has it, wait a little, try again. Never a wait inside the server. */
final class LockTaking {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private LockTaking() {}

    static RunLock take(Workplace place, Session session) {
        RunnerRow row = new RunnerRow(place.home());
        Instant start = place.now();
        boolean told = false;
        while (!session.tryLock(place.runnerLock())) {
            Optional<Runner> holder = row.unreleased(session);
            if (place.since(start).compareTo(place.settings().runner()) >= 0) {
                throw anotherRunner(holder);
            }
            if (!told) {
                place.listener().note("waiting for " + text(holder));
                told = true;
            }
            Stopped.check(place.stop(), "db-migrations up");
            place.stop().pause(BETWEEN_TRIES);
        }
        row.unreleased(session)
                .ifPresent(dead -> place.listener().note("taking over from a runner that died: " + dead.text()));
        return RunLock.held(place, session, row.take(session, place.self()));
    }

    private static String text(Optional<Runner> holder) {
        return holder.map(Runner::text).orElse("a runner that has just begun");
    }

    private static MigrationException anotherRunner(Optional<Runner> holder) {
        return MigrationException.retryable(
                ExitCode.LOCK_NOT_OBTAINED,
                "DBM-6001",
                "another runner is at work on this database",
                new Fact("held by", text(holder)),
                Fact.state("nothing was changed"),
                Fact.next("wait for it or end it, then: db-migrations up"));
    }
}
