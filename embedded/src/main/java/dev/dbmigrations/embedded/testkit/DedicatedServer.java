package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server of one test, which may be killed and started again on the same data and the same port. */
public final class DedicatedServer implements AutoCloseable {
    private final Creation creation;
    private final Function<EmbeddedOptions, EmbeddedServer> opening;
    private final EmbeddedOptions options;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedServer server;

    DedicatedServer(Creation creation, EmbeddedOptions options, Function<EmbeddedOptions, EmbeddedServer> opening) {
        this.creation = creation;
        this.opening = opening;
        this.server = opening.apply(options);
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
        return TestDatabase.create(creation, server::jdbcUrl, "test_" + databases.incrementAndGet());
    }

    /** Kills the server as {@code kill -9} does, and returns when its process is gone. */
    public void killHard() {
        server.kill();
    }

    /** Starts the server again; what was committed before it was killed or stopped is there. */
    public void restart() {
        server.close();
        server = opening.apply(options);
    }

    /** Stops the server, whoever is connected. */
    @Override
    public void close() {
        server.kill();
        server.close();
    }
}
