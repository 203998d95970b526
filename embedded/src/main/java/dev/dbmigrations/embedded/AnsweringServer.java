package dev.dbmigrations.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that has answered us.
 *
 * @param version as the server says it, for example {@code 18.6}
 */
record AnsweringServer(ServerProcess process, String version) {
    private static final Duration FAREWELL = Duration.ofMillis(500);

    /** The server of this cluster, with the default database; found, started, or recovered. */
    static AnsweringServer of(Cluster cluster, EmbeddedOptions options) {
        return greeted(cluster, ServerProcess.adoptOrStart(cluster, options))
                .or(() -> greeted(cluster, ServerProcess.adoptOrStart(cluster, options)))
                .orElseThrow(() -> cluster.failure(Problem.NOT_STARTED, "it ended as soon as it had started"));
    }

    /** Empty if it was dying when it was found. */
    private static Optional<AnsweringServer> greeted(Cluster cluster, ServerProcess process) {
        try {
            String version = cluster.administration(process.port()).versionWith(EmbeddedOptions.DEFAULT_DATABASE);
            return Optional.of(new AnsweringServer(process, version));
        } catch (SQLException e) {
            if (Patience.until(FAREWELL, () -> !process.isRunning())) {
                return Optional.empty();
            }
            throw cluster.failure(Problem.NOT_REACHABLE, e);
        }
    }

    /**
     * Stops whichever server serves the cluster now, unless somebody is connected: the one we knew may have died, and
     * another user of the folder have started the next. Backends take a moment to leave after their client has.
     */
    static void stopIfIdle(Cluster cluster) {
        Optional<ServerProcess> running = ServerProcess.running(cluster);
        running.map(server -> cluster.administration(server.port()))
                .filter(admin -> Patience.until(FAREWELL, () -> !admin.hasOtherClients()))
                .ifPresent(idle -> running.get().stop(cluster));
    }
}
