package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server that is started, or found, when first used. */
final class SharedServer {
    private final Creation creation;
    private final Supplier<Reached> start;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable Reached reached;

    SharedServer(Creation creation, Supplier<Reached> start) {
        this.creation = creation;
        this.start = start;
    }

    /**
     * Where the server is.
     *
     * @param urls the address of each of its databases
     * @param prefix how the names of databases begin that only this JVM makes
     */
    record Reached(int port, UnaryOperator<String> urls, String prefix) {
        static Reached of(EmbeddedServer server) {
            return new Reached(server.port(), server::jdbcUrl, "test_");
        }
    }

    int port() {
        return reached().port();
    }

    String url(String database) {
        return reached().urls().apply(database);
    }

    TestDatabase fresh() {
        Reached server = reached();
        return TestDatabase.create(creation, server.urls(), server.prefix() + databases.incrementAndGet());
    }

    private synchronized Reached reached() {
        Reached known = reached;
        if (known == null) {
            known = start.get();
            reached = known;
        }
        return known;
    }
}
