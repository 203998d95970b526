package dev.dbmigrations.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that has answered us.
 *
 * @param version as the server says it, for example {@code 18.6}
 */
record AnsweringServer(Postmaster postmaster, String version) {
    private static final Duration FAREWELL = Duration.ofMillis(500);

    /** The server of this cluster, with the default database; found, started, or recovered. */
    static AnsweringServer of(Cluster cluster, EmbeddedOptions options) {
        return greeted(cluster, Postmaster.adoptOrStart(cluster, options))
                .or(() -> greeted(cluster, Postmaster.adoptOrStart(cluster, options)))
                .orElseThrow(() -> new EmbeddedException(
                        Problem.NOT_STARTED, cluster.data(), "it ended as soon as it had started"));
    }

    /** Empty if it was dying when it was found. */
    private static Optional<AnsweringServer> greeted(Cluster cluster, Postmaster postmaster) {
        try {
            String version = Administration.at(postmaster.port()).versionWith(EmbeddedOptions.DEFAULT_DATABASE);
            return Optional.of(new AnsweringServer(postmaster, version));
        } catch (SQLException e) {
            if (Patience.until(FAREWELL, () -> !postmaster.isRunning())) {
                return Optional.empty();
            }
            throw new EmbeddedException(Problem.NOT_REACHABLE, cluster.data(), e);
        }
    }

    /**
     * Stops whichever server serves the cluster now, unless somebody is connected: the one we knew may have died, and
     * another user of the folder have started the next. Backends take a moment to leave after their client has.
     */
    static void stopIfIdle(Cluster cluster) {
        Optional<Postmaster> running = Postmaster.running(cluster);
        running.map(server -> Administration.at(server.port()))
                .filter(admin -> Patience.until(FAREWELL, () -> !admin.hasOtherClients()))
                .ifPresent(idle -> running.get().stop(cluster));
    }
}
