package dev.dbmigrations.execute;

import dev.dbmigrations.database.Blocker;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long one step goes on asking for its locks, with ever longer pauses, and what it tells meanwhile. */
final class LockPatience {
    private final Workplace place;
    private final Optional<StepPlace> step;
    private final RunLog log;
    private final Backoff backoff = new Backoff();
    private final Instant start;
    private final Set<Long> leftAlone = new HashSet<>();
    private int attempts;

    LockPatience(Workplace place, Optional<StepPlace> step, RunLog log) {
        this.place = place;
        this.step = step;
        this.log = log;
        this.start = place.now();
    }

    /**
     * Tells who is in the way and waits until it is time to try again.
     *
     * @throws dev.dbmigrations.MigrationException DBM-2107 when the patience is used up
     */
    void afterFailure(DatabaseFailure failure) {
        attempts++;
        Duration waited = place.since(start);
        List<Blocker> blockers = blockers();
        step.ifPresent(s -> log.waited(
                s.id(),
                waited,
                blockers.stream().map(b -> Explain.holders(List.of(b))).toList()));
        if (waited.compareTo(place.settings().locks()) >= 0) {
            throw Explain.lockNotGranted(step, new LockWait(attempts, waited, Duration.ZERO, blockers), log.state())
                    .causedBy(failure);
        }
        if (place.settings()
                .blockers()
                .filter(after -> waited.compareTo(after) >= 0)
                .isPresent()) {
            endBlockers();
        }
        Duration pause = backoff.pause();
        step.ifPresent(s -> place.listener().waitingForLock(s, new LockWait(attempts, waited, pause, blockers)));
        place.stop().pause(pause);
    }

    /** Whoever is left alone is told of once. */
    private void endBlockers() {
        for (TableName table : tables()) {
            try {
                for (Blocker blocker : place.database().monitor().holdersOf(table)) {
                    end(blocker, table);
                }
            } catch (RuntimeException unanswered) {
                place.listener().note("cannot end who holds " + table + ": " + unanswered.getMessage());
            }
        }
    }

    private void end(Blocker blocker, TableName table) {
        Optional<String> because = place.database().monitor().end(blocker, table);
        String who = Explain.holders(List.of(blocker));
        if (because.isEmpty()) {
            place.listener().note("ended " + who + ", who held " + table);
        } else if (leftAlone.add(blocker.sessionId())) {
            place.listener().note(who + " is left alone: " + because.get());
        }
    }

    private List<TableName> tables() {
        return step.map(s -> s.step().facts().impact().tables()).orElse(List.of());
    }

    /** Those who hold locks now; nothing is gained by failing over a question that only serves the message. */
    private List<Blocker> blockers() {
        List<Blocker> found = new ArrayList<>();
        try {
            tables().forEach(table -> found.addAll(place.database().monitor().holdersOf(table)));
        } catch (RuntimeException unanswered) {
            place.listener().note("cannot see who holds the locks: " + unanswered.getMessage());
        }
        return found.stream().distinct().toList();
    }
}
