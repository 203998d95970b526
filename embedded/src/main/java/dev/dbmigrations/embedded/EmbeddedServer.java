package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A database server whose data lies in a folder of ours.
 *
 * <p>Any number of processes may open the same folder: the first starts the server, the others find it, and the last to
 * close stops it. A server that survived its user's death is found in the same way; one that died itself recovers when
 * next opened. Thread-safe.
 */
public abstract sealed class EmbeddedServer implements AutoCloseable
        permits EmbeddedPostgres, EmbeddedMariaDb, EmbeddedMySql {
    private final Cluster cluster;
    private final AnsweringServer server;
    private final FolderLock lock;
    private final EmbeddedOptions options;
    private boolean closed;

    EmbeddedServer(Entered entered) {
        this.cluster = entered.cluster;
        this.server = entered.server;
        this.lock = entered.lock;
        this.options = entered.options;
    }

    /** A server that runs, and counts us among its users. */
    record Entered(Cluster cluster, AnsweringServer server, FolderLock lock, EmbeddedOptions options) {

        static Entered to(Cluster cluster, EmbeddedOptions options) {
            FolderLock lock = FolderLock.of(cluster);
            return lock.exclusively(() -> {
                cluster.ensureCreated(options);
                AnsweringServer server = AnsweringServer.of(cluster, options);
                lock.enter();
                return new Entered(cluster, server, lock, options);
            });
        }
    }

    static Path created(Path home, Product product) {
        try {
            return Files.createDirectories(home).toRealPath();
        } catch (IOException e) {
            throw new EmbeddedException(Problem.FOLDER_UNUSABLE, product, home, e);
        }
    }

    /** A JDBC address that names the user, needs no password and works from this machine only. */
    public final String jdbcUrl(String database) {
        return cluster.administration(port()).url(database);
    }

    /** On 127.0.0.1. */
    public final int port() {
        return server.process().port();
    }

    /** As the server says it, for example {@code 18.6} or {@code 11.4.5}. */
    public final String version() {
        return server.version();
    }

    /** The number of the server's first process. */
    public final long process() {
        return server.process().process().pid();
    }

    /** Creates a database unless there is one of that name. */
    public final void createDatabase(String name) {
        try {
            cluster.administration(port()).createDatabase(name);
        } catch (SQLException e) {
            throw cluster.failure(Problem.NOT_REACHABLE, e);
        }
    }

    /** Ends the server as a crash would, without its saying goodbye; for tests of what happens then. */
    public final void kill() {
        server.process().kill(cluster);
    }

    /** Gives the server up, and stops it unless someone else still uses it, be it only with a connection. */
    @Override
    public final void close() {
        lock.exclusively(() -> {
            if (!closed) {
                closed = true;
                boolean last = lock.leave();
                if (last && options.afterClose() == EmbeddedOptions.AfterClose.STOP) {
                    AnsweringServer.stopIfIdle(cluster);
                }
            }
            return closed;
        });
    }
}
