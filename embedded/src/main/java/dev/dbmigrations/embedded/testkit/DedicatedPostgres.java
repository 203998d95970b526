package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of one test, which may be killed and started again on the same data and the same port. */
public final class DedicatedPostgres implements AutoCloseable {
    private final Path home;
    private final EmbeddedOptions options;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;

    DedicatedPostgres(Path home, EmbeddedOptions options) {
        this.home = home;
        this.server = EmbeddedPostgres.open(home, options);
        this.options = options.withPort(server.port());
    }

    /** On 127.0.0.1; the same after a restart. */
    public int port() {
        return server.port();
    }

    /** The address of a database of this server, whether there is one or not. */
    public String url(String database) {
        return server.jdbcUrl(database);
    }

    /** An empty database, gone with the server at the latest. */
    public TestDatabase fresh() {
        return TestDatabase.create(server, "test_" + databases.incrementAndGet());
    }

    /** Kills the server as {@code kill -9} does, and returns when its process is gone. */
    public void killHard() {
        server.kill();
    }

    /** Starts the server again; what was committed before it was killed or stopped is there. */
    public void restart() {
        server.close();
        server = EmbeddedPostgres.open(home, options);
    }

    /** Stops the server, whoever is connected. */
    @Override
    public void close() {
        server.kill();
        server.close();
    }
}
