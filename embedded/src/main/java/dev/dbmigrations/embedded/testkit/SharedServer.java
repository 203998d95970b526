package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that is started when first used. */
final class SharedServer {
    private final Creation creation;
    private final Supplier<EmbeddedServer> start;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable EmbeddedServer server;

    SharedServer(Creation creation, Supplier<EmbeddedServer> start) {
        this.creation = creation;
        this.start = start;
    }

    int port() {
        return started().port();
    }

    String url(String database) {
        return started().jdbcUrl(database);
    }

    TestDatabase fresh() {
        return TestDatabase.create(creation, started()::jdbcUrl, "test_" + databases.incrementAndGet());
    }

    private synchronized EmbeddedServer started() {
        EmbeddedServer running = server;
        if (running == null) {
            running = start.get();
            server = running;
        }
        return running;
    }
}
