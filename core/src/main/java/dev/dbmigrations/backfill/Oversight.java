package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Sentinel.Answers;
import dev.dbmigrations.backfill.Sentinel.Listeners;
import dev.dbmigrations.backfill.Throttle.Watching;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.SharedSession;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All that looks at the server on behalf of one move, from its first batch to its last. */
public final class Oversight implements AutoCloseable {
    private static final LockBudget QUESTION = new LockBudget(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final SharedSession<Session> session;
    private final Optional<Sentinel> sentinel;
    private final Waiting waiting;
    private final Watching watching;

    /**
     * What is looked at, and for whom.
     *
     * @param waiting asks what others want
     * @param targets to begin with
     * @param failures takes what ends the looking
     */
    record Commission(Database database, Waiting waiting, Targets targets, Collection<Throwable> failures) {
        private Signals signals(Latency latency, SharedSession<Session> session) {
            return new Signals(database.monitor().gauges(), latency, query -> answer(session, query), waiting.time());
        }
    }

    /**
     * What is special about a move of many rows.
     *
     * @param probe a query for one row of the table; empty where there is no key to find it by
     * @param ledger is told what holds the rows back
     * @param held whether it shows such a thing of an earlier process
     * @param guided is told the targets that hold
     */
    record Many(Optional<String> probe, Ledger ledger, boolean held, Consumer<Targets> guided) {}

    private Oversight(SharedSession<Session> session, Optional<Sentinel> sentinel, Waiting waiting, Watching watching) {
        this.session = session;
        this.sentinel = sentinel;
        this.waiting = waiting;
        this.watching = watching;
    }

    /**
     * For work that reads only: limits are heeded, but not the lag of replicas, for waiting would help none.
     *
     * @param told why nothing moves, again and again while it does not
     */
    public static Oversight ofReading(
            Database database, RunControl control, Time time, Targets targets, Consumer<String> told) {
        Waiting waiting = new Waiting(control, time, told);
        return brief(new Commission(database, waiting, targets.withoutReplicaLag(), List.of()));
    }

    /** For a few rows: limits are heeded, and one worker is not steered. */
    static Oversight brief(Commission commission) {
        SharedSession<Session> session = session(commission);
        Signals signals = commission.signals(new Latency(), session);
        LoadWatch watch = new LoadWatch(
                commission.waiting(), commission.targets(), targets -> signals.stopping(targets.limits()));
        return new Oversight(
                session, Optional.empty(), commission.waiting(), new Watching(watch, watch::lookIfDue, new InFlight()));
    }

    /** Learns how the server does as long as nothing moves, and looks at it from now on. */
    static Oversight full(Commission commission, Many move) {
        SharedSession<Session> session = session(commission);
        Latency latency = new Latency();
        Signals signals = commission.signals(latency, session);
        LoadWatch watch = new LoadWatch(
                commission.waiting(),
                commission.targets(),
                targets -> move.probe().isPresent() ? signals.all(targets) : signals.withoutProbe(targets));
        InFlight inFlight = new InFlight();
        Answers answers = new Answers(move.probe().map(sql -> new Probe(session, sql)), latency);
        Diary diary = new Diary(session, move.ledger(), move.held());
        Sentinel sentinel =
                new Sentinel(watch, inFlight, answers, new Listeners(diary, move.guided(), commission.failures()));
        sentinel.start(commission.waiting().time());
        return new Oversight(
                session, Optional.of(sentinel), commission.waiting(), new Watching(watch, () -> {}, inFlight));
    }

    private static SharedSession<Session> session(Commission commission) {
        return new SharedSession<>(() -> commission.database().open("db-migrations load"));
    }

    private static double answer(SharedSession<Session> session, String query) {
        return session.with(open -> open.inTransaction(
                QUESTION,
                transaction -> transaction.query(query, Oversight::number).stream()
                        .findFirst()
                        .orElse(Double.NaN)));
    }

    private static double number(Session.Row row) {
        return row.isNull(1) ? Double.NaN : Double.parseDouble(row.text(1));
    }

    /** The gate before each batch. */
    public Throttle throttle() {
        return new Throttle(waiting, watching);
    }

    @Override
    public void close() {
        boolean ended = sentinel.map(Sentinel::end).orElse(true);
        if (ended) {
            session.close();
        }
    }
}
