package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The session on which a run works, opened again when it is lost.
 *
 * <p>It holds a lock of its own: a server goes on with what a lost connection had asked of it, a statement or a commit,
 * so whoever comes next waits until that session is gone, and only then believes the journal and the catalog.
 */
final class WorkSession implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Workplace place;
    private final RunLock lock;
    private @Nullable Session current;
    private @Nullable Session atBegin;
    private List<String> settings = List.of();
    private List<String> made = List.of();

    WorkSession(Workplace place, RunLock lock) {
        this.place = place;
        this.lock = lock;
    }

    /**
     * The session, with every earlier one of its kind gone.
     *
     * @throws MigrationException DBM-6103 when the server cannot be reached for long, DBM-6003 when a predecessor's session
     *     stays at work for long
     */
    Session get() {
        Session known = current;
        if (known != null && known.isOpen() && made.equals(settings)) {
            return known;
        }
        discard();
        Session fresh = opened();
        helpers().ifPresent(fresh::limitHelpers);
        for (String setting : settings) {
            fresh.execute(setting);
        }
        made = settings;
        return fresh;
    }

    /** None where clients come first, for they need the processors; as many as the server likes where the end does. */
    private OptionalInt helpers() {
        return switch (place.settings().pace()) {
            case GENTLE -> OptionalInt.of(0);
            case STEADY -> OptionalInt.of(1);
            case FAST -> OptionalInt.empty();
        };
    }

    /**
     * Before a step: what its migration has set up to there. A session with other settings, such as those that another
     * migration has left behind, gives way to a new one.
     */
    void needs(List<String> wanted) {
        settings = List.copyOf(wanted);
        atBegin = current;
    }

    /** A step with such settings among its statements is done; they hold if it was done where it was begun. */
    void has(List<String> more) {
        boolean holds = made.equals(settings) && current != null && current.equals(atBegin);
        settings = Stream.concat(settings.stream(), more.stream()).toList();
        if (holds) {
            made = settings;
        } else if (!more.isEmpty()) {
            discard();
        }
    }

    private Session opened() {
        Instant start = place.now();
        while (true) {
            Session fresh = connected(start);
            try {
                awaitPredecessor(fresh);
                lock.worksOn(fresh.id());
                current = fresh;
                place.stop().atRequest(this, () -> cancel(fresh));
                return fresh;
            } catch (DatabaseFailure failure) {
                fresh.close();
                giveUpAfterLong(start, failure);
            } catch (RuntimeException | Error failure) {
                fresh.close();
                throw failure;
            }
        }
    }

    private Session connected(Instant start) {
        Backoff backoff = new Backoff();
        while (true) {
            Stopped.check(place.stop(), "db-migrations up");
            try {
                return place.database().open(place.self().application());
            } catch (DatabaseFailure failure) {
                giveUpAfterLong(start, failure);
            } catch (MigrationException failure) {
                if (failure.exit() != ExitCode.NO_CONNECTION) {
                    throw failure;
                }
                giveUpAfterLong(start, failure);
            }
            place.stop().pause(backoff.pause());
        }
    }

    private void giveUpAfterLong(Instant start, RuntimeException failure) {
        if (place.since(start).compareTo(place.settings().connection()) < 0) {
            return;
        }
        throw MigrationException.retryable(
                        ExitCode.NO_CONNECTION,
                        "DBM-6103",
                        "the connection to the database is lost and does not come back",
                        Fact.why(failure.getMessage() == null ? "the server does not answer" : failure.getMessage()),
                        Fact.state("what was done before is recorded"),
                        Fact.next("when the server answers again: db-migrations up"))
                .causedBy(failure);
    }

    private void awaitPredecessor(Session fresh) {
        Instant start = place.now();
        boolean told = false;
        while (!fresh.tryLock(place.workLock())) {
            Optional<Long> predecessor = lock.ask(new RunnerRow(place.home())::workSession);
            String who = "database session" + predecessor.map(id -> " " + id).orElse("");
            if (place.since(start).compareTo(place.settings().locks()) > 0) {
                throw stillAtWork(who);
            }
            if (!told) {
                place.listener().note("waiting for the work of a lost connection to end: " + who);
                told = true;
            }
            Stopped.check(place.stop(), "db-migrations up");
            place.stop().pause(BETWEEN_TRIES);
        }
    }

    private static MigrationException stillAtWork(String who) {
        return MigrationException.retryable(
                ExitCode.LOCK_NOT_OBTAINED,
                "DBM-6003",
                "the work of a lost connection has not ended",
                new Fact("held by", who),
                Fact.state("nothing more was begun; what was done before is recorded"),
                Fact.next("wait for that session or end it, then: db-migrations up"));
    }

    private static void cancel(Session session) {
        try {
            session.cancel();
        } catch (DatabaseFailure failure) {
            // It can only be cancelled while there is a connection; without one it ends by itself.
            session.close();
        }
    }

    /** The next call of {@link #get} opens another one. */
    void discard() {
        place.stop().forget(this);
        Session known = current;
        current = null;
        made = List.of();
        if (known != null) {
            known.close();
        }
    }

    @Override
    public void close() {
        discard();
    }
}
