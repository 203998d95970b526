package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Batch.Standing;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.KeyRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of those who move the rows of a step, each on a session of its own. A batch that meets a lock is cut smaller and
 * set aside, so that the rest does not wait for it. Not thread-safe.
 */
final class Worker {
    private static final int MOST_SET_ASIDE = 20;
    private static final String AGAIN = "some rows have to be tried again: ";
    private static final Duration AFTER_A_BREAK = Duration.ofMillis(50);

    private final Move move;
    private final Lane lane;
    private final Staying staying;
    private final List<Batch> setAside = new ArrayList<>();

    /** Decides before each batch whether a worker is still wanted. */
    @FunctionalInterface
    interface Staying {
        /**
         * @param mayLeave whether nothing would be left undone
         */
        boolean isWanted(boolean mayLeave);
    }

    Worker(Move move, Lane lane, Staying staying) {
        this.move = move;
        this.lane = lane;
        this.staying = staying;
    }

    /** Moves rows until there are none left for this worker, or it is one too many, or told to stop. */
    void run() {
        while (move.throttle().mayGoOn() && staying.isWanted(setAside.isEmpty())) {
            Optional<Session> session = lane.session();
            if (session.isEmpty() || !advance(session.get())) {
                return;
            }
        }
    }

    /** One batch, or one pause. Returns false when nothing is left. */
    private boolean advance(Session session) {
        Optional<Batch> batch;
        try {
            batch = next(session);
        } catch (DatabaseFailure.NoConnection | DatabaseFailure.OutcomeUnknown | DatabaseFailure.Retryable e) {
            // Only reading was going on, and nothing has been taken from any list.
            lane.drop();
            move.throttle().rest(AFTER_A_BREAK, Lane.WAITING_FOR_CONNECTION + e.getMessage());
            return true;
        }
        batch.ifPresent(ready -> attempt(session, ready));
        return batch.isPresent() || pause();
    }

    private Optional<Batch> next(Session session) {
        Instant now = move.time().now();
        Optional<Batch> due =
                setAside.stream().filter(batch -> batch.isDue(now)).findFirst();
        if (due.isPresent()) {
            Optional<Batch> ready = prepared(session, due.get());
            setAside.remove(due.get());
            return ready.isPresent() ? ready : next(session);
        }
        if (setAside.size() >= MOST_SET_ASIDE) {
            return Optional.empty();
        }
        BatchSize.Ticket ticket = move.size().next();
        return move.remaining().next(session, ticket.rows()).map(range -> Batch.of(range, ticket));
    }

    /** The batch as it can be tried; empty when it turns out to be done. */
    private Optional<Batch> prepared(Session session, Batch batch) {
        return switch (batch.standing()) {
            case READY -> Optional.of(batch);
            case TOO_LARGE -> Optional.of(firstPiece(session, batch));
            case DOUBTFUL -> {
                Optional<Event.BatchDone> entry = move.ledger().entry(session, batch.range());
                entry.ifPresent(done -> move.done(batch, done.rows()));
                yield entry.isPresent() ? Optional.empty() : Optional.of(batch.ready());
            }
        };
    }

    /** The rest becomes part of what remains. */
    private Batch firstPiece(Session session, Batch batch) {
        BatchSize.Ticket ticket = batch.smallerTicket();
        KeyRange piece = move.cut().first(session, batch.range(), ticket.rows());
        if (!piece.to().equals(batch.range().to())) {
            move.remaining().giveBack(new KeyRange(piece.to(), batch.range().to()));
        }
        return new Batch(piece, ticket, Standing.READY, batch.trouble());
    }

    private boolean pause() {
        Optional<Batch> first = setAside.stream()
                .min(Comparator.comparing(batch -> batch.trouble().notBefore()));
        first.map(Batch::trouble)
                .ifPresent(trouble -> move.throttle()
                        .rest(Duration.between(move.time().now(), trouble.notBefore()), AGAIN + trouble.reason()));
        return first.isPresent();
    }

    private void attempt(Session session, Batch batch) {
        Instant start = move.time().now();
        try {
            long rows = commit(session, batch);
            committed(batch, rows, move.time().since(start));
        } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable e) {
            tooLarge(batch, e);
        } catch (DatabaseFailure.NoConnection e) {
            lane.drop();
            later(batch, Standing.READY, e);
        } catch (DatabaseFailure.OutcomeUnknown e) {
            lane.drop();
            later(batch, Standing.DOUBTFUL, e);
        } catch (DatabaseFailure.Fatal e) {
            if (!move.statement().mayHaveRunOutOfTime(batch, move.time().since(start))) {
                throw move.failed(session, batch, e);
            }
            tooLarge(batch, e);
        }
    }

    private long commit(Session session, Batch batch) {
        InFlight inFlight = move.throttle().inFlight();
        inFlight.begins();
        try {
            return move.statement().commit(session, batch, move.ledger());
        } finally {
            inFlight.ends();
        }
    }

    private void committed(Batch batch, long rows, Duration took) {
        move.done(batch, rows);
        if (move.size().took(batch.ticket(), took)) {
            move.throttle().recover(took);
        } else {
            move.throttle().share(took);
        }
    }

    private void tooLarge(Batch batch, DatabaseFailure failure) {
        move.size().gaveUp(batch.ticket());
        later(batch, Standing.TOO_LARGE, failure);
    }

    private void later(Batch batch, Standing standing, DatabaseFailure failure) {
        Instant now = move.time().now();
        if (batch.isOutOf(move.patience(), now)) {
            throw move.outOfPatience(batch, failure);
        }
        Batch again = batch.after(standing, now, String.valueOf(failure.getMessage()));
        setAside.add(again);
        move.throttle().tell(AGAIN + again.trouble().reason());
    }
}
