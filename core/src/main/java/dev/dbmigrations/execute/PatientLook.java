package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * A look at tables that somebody may be changing just now: it is taken again with ever longer pauses, and who is in the way
 * is told.
 *
 * @param database where the tables are
 * @param patience how long to go on trying
 * @param attendance who is told, who may end the waiting, and the clock
 */
public record PatientLook(Database database, Duration patience, Workplace.Attendance attendance) {

    /**
     * What the look gives.
     *
     * @param tables the tables looked at; none where all are
     * @throws MigrationException DBM-8105 naming who has them, when the patience is used up
     */
    public <T> T at(Collection<TableName> tables, Supplier<T> look) {
        Instant start = attendance.clock().instant();
        Backoff backoff = new Backoff();
        for (int attempts = 1; ; attempts++) {
            Stopped.check(attendance.stop(), "db-migrations up");
            try {
                return look.get();
            } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable failure) {
                List<Blocker> blockers = blockers(tables);
                Duration waited = Duration.between(start, attendance.clock().instant());
                if (waited.compareTo(patience) >= 0) {
                    throw givenUp(failure, new LockWait(attempts, waited, Duration.ZERO, blockers));
                }
                if (attempts == 1) {
                    attendance
                            .listener()
                            .note("waiting to look at a table that somebody is changing"
                                    + (tables.isEmpty() ? "" : ": " + Explain.holders(blockers)));
                }
                attendance.stop().pause(backoff.pause());
            }
        }
    }

    private List<Blocker> blockers(Collection<TableName> tables) {
        try {
            String here = database.catalog().defaultSchema();
            return tables.stream()
                    .flatMap(table -> database.monitor().holdersOf(table.inSchema(here)).stream())
                    .distinct()
                    .toList();
        } catch (RuntimeException unanswered) {
            attendance.listener().note("cannot see who holds the locks: " + unanswered.getMessage());
            return List.of();
        }
    }

    /** What is told of a look that nobody takes again. */
    public static MigrationException givenUp(DatabaseFailure.LockNotGranted failure) {
        return givenUp(failure, new LockWait(1, Duration.ZERO, Duration.ZERO, List.of()));
    }

    private static MigrationException givenUp(DatabaseFailure failure, LockWait wait) {
        return MigrationException.retryable(
                        ExitCode.LOCK_NOT_OBTAINED,
                        "DBM-8105",
                        "somebody is changing a table that must be looked at: no lock in "
                                + (wait.attempt() == 1 ? "one attempt" : wait.attempt() + " attempts")
                                + (wait.waited().isZero() ? "" : " within " + Explain.words(wait.waited())),
                        new Fact("held by", Explain.holders(wait.blockers())),
                        Fact.why(String.valueOf(failure.getMessage())),
                        Fact.state("what was done before is recorded; nothing is half done"),
                        Fact.next((wait.blockers().isEmpty() ? "" : "end that session, then: ")
                                + "the same command again"))
                .causedBy(failure);
    }
}
