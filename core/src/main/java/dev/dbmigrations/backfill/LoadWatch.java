package dev.dbmigrations.backfill;

import dev.dbmigrations.backfill.Outlook.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The look at the server while rows move: measures its signals, follows what others ask, and steers the number of workers.
 * Who looks is decided by its owner; what was seen may be asked by all. Thread-safe.
 */
final class LoadWatch {
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** What is older than that is not acted upon. */
    static final Duration STALE = Duration.ofSeconds(15);

    private final Waiting waiting;
    private final Function<Targets, List<Signal>> signals;
    private final Targets begunWith;
    private final ZoneLaw law;
    private Targets targets;
    private List<Signal> watched;
    private volatile @Nullable Outlook outlook;
    private volatile Optional<Told> pressure = Optional.empty();

    /**
     * @param begunWith what holds unless others ask for something else
     * @param signals those that targets ask for
     */
    LoadWatch(Waiting waiting, Targets begunWith, Function<Targets, List<Signal>> signals) {
        this.waiting = waiting;
        this.signals = signals;
        this.begunWith = begunWith;
        this.targets = begunWith.guidedBy(waiting.control().guidance());
        this.watched = signals.apply(targets);
        this.law = new ZoneLaw(targets.workers(), targets.load().beginning());
    }

    /** Takes over what others have asked for meanwhile. */
    synchronized Targets follow() {
        Targets guided = begunWith.guidedBy(waiting.control().guidance());
        if (!guided.equals(targets)) {
            targets = guided;
            watched = signals.apply(guided);
            law.limitTo(guided.workers());
        }
        return guided;
    }

    /** Looks when the latest look is a second old. Returns whether the number of workers has changed. */
    synchronized boolean lookIfDue() {
        Outlook latest = outlook;
        if (latest != null
                && Duration.between(latest.at(), waiting.time().now()).compareTo(INTERVAL) < 0) {
            return false;
        }
        follow();
        Outlook now = Outlook.of(watched, waiting.time().now());
        outlook = now;
        return now.load().map(this::steered).orElse(false);
    }

    private boolean steered(Outlook.Load load) {
        boolean changed = law.steer(load.utilisation(), waiting.time().now());
        if (load.utilisation() >= ZoneLaw.BUSY) {
            pressure = Optional.of(load.told());
        } else if (law.inWords().isEmpty()) {
            pressure = Optional.empty();
        }
        return changed;
    }

    /**
     * Why nothing may move; empty when something may. Where limits are watched, what was seen too long ago counts as not
     * seen; the number of workers stays as it is then.
     */
    Optional<Told> obstacle() {
        Outlook latest = outlook;
        if (latest == null) {
            return Optional.of(new Told("nothing is known", "the load of the server has not been measured yet"));
        }
        Duration age = Duration.between(latest.at(), waiting.time().now());
        if (age.compareTo(STALE) > 0 && isLimited()) {
            return Optional.of(new Told(
                    "no answer", "the load of the server could not be measured for " + age.toSeconds() + " s"));
        }
        return latest.obstacle();
    }

    private boolean isLimited() {
        return begunWith.limits().isAnyAsked();
    }

    /** Why rows move slower than they might; empty when they do not. */
    Optional<Told> slowdown() {
        String words = law.inWords();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Told because = pressure.orElse(new Told("beginning slowly", "beginning slowly"));
        return Optional.of(new Told(because.cause(), words + ": " + because.words()));
    }

    int workers() {
        return law.workers();
    }

    double share() {
        return law.share();
    }
}
