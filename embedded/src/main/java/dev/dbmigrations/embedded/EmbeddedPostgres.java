package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A PostgreSQL server whose data lies in a folder of ours.
 *
 * <p>Any number of processes may open the same folder: the first starts the server, the others find it, and the last to
 * close stops it. A server that survived its user's death is found in the same way; one that died itself recovers when
 * next opened. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final Cluster cluster;
    private final AnsweringServer server;
    private final FolderLock lock;
    private final EmbeddedOptions options;
    private boolean closed;

    private EmbeddedPostgres(Cluster cluster, AnsweringServer server, FolderLock lock, EmbeddedOptions options) {
        this.cluster = cluster;
        this.server = server;
        this.lock = lock;
        this.options = options;
    }

    /**
     * The server whose data lies in {@code home/pgdata-<major>}, running, with a database {@code app}. The folder and
     * what is needed in it are made if they are missing.
     *
     * <p>Takes about 50 ms with data that was there, 10 ms if the server runs, a second for a new folder, and two
     * more the first time on a machine.
     *
     * @throws EmbeddedException if no such server can be had, with what to do about it
     */
    public static EmbeddedPostgres open(Path home, EmbeddedOptions options) {
        Path folder = created(home);
        return open(folder, options, Account.forServersIn(folder));
    }

    static EmbeddedPostgres open(Path home, EmbeddedOptions options, Account account) {
        Path installation = Binaries.required(options.major(), home).unpackedIn(account.cache(), options.progress());
        Path data = home.resolve("pgdata-" + options.major());
        Cluster cluster = new Cluster(options.major(), installation, data, account);
        FolderLock lock = FolderLock.of(data);
        return lock.exclusively(() -> {
            cluster.ensureCreated(options);
            AnsweringServer server = AnsweringServer.of(cluster, options);
            lock.enter();
            return new EmbeddedPostgres(cluster, server, lock, options);
        });
    }

    private static Path created(Path home) {
        try {
            return Files.createDirectories(home).toRealPath();
        } catch (IOException e) {
            throw new EmbeddedException(Problem.FOLDER_UNUSABLE, home, e);
        }
    }

    /** Whether binaries of that major version, for this machine, are on the class path. */
    public static boolean isAvailable(int major) {
        return Binaries.onClassPath(major).isPresent();
    }

    /** A JDBC address that names the user, needs no password and works from this machine only. */
    public String jdbcUrl(String database) {
        return Administration.url(port(), database);
    }

    /** On 127.0.0.1. */
    public int port() {
        return server.postmaster().port();
    }

    /** As the server says it, for example {@code 18.6}. */
    public String version() {
        return server.version();
    }

    /** The number of the server's first process. */
    public long process() {
        return server.postmaster().process().pid();
    }

    /** Creates a database unless there is one of that name. */
    public void createDatabase(String name) {
        try {
            Administration.at(port()).createDatabase(name);
        } catch (SQLException e) {
            throw new EmbeddedException(Problem.NOT_REACHABLE, cluster.data(), e);
        }
    }

    /** Ends the server as a crash would, without its saying goodbye; for tests of what happens then. */
    public void kill() {
        server.postmaster().kill(cluster);
    }

    /** Gives the server up, and stops it unless someone else still uses it, be it only with a connection. */
    @Override
    public void close() {
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
