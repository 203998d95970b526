package dev.dbmigrations.backfill;

import dev.dbmigrations.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something about the server that may forbid to move more rows just now. */
@FunctionalInterface
interface Signal {

    /**
     * Why to wait; empty when nothing speaks against going on.
     *
     * @throws RuntimeException when it cannot be measured, which forbids to go on, too
     */
    Optional<String> obstacle();

    /** Those that the pace asks for. */
    static List<Signal> of(Pace pace, Database database) {
        List<Signal> signals = new ArrayList<>();
        pace.maxReplicaLag()
                .ifPresent(most -> signals.add(() -> database.monitor()
                        .replicaLag()
                        .filter(lag -> lag.compareTo(most) > 0)
                        .map(lag -> "the slowest replica is " + text(lag) + " behind; at most " + text(most)
                                + " allowed")));
        pace.maxActiveSessions()
                .ifPresent(most -> signals.add(() -> {
                    int active = database.monitor().activeSessions();
                    return active > most
                            ? Optional.of(active + " sessions are busy; at most " + most + " allowed")
                            : Optional.empty();
                }));
        return signals;
    }

    private static String text(Duration duration) {
        return duration.toSeconds() >= 10 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
