package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A PostgreSQL server shared by all tests of this JVM: started when first asked for, gone when the JVM is.
 *
 * <pre>
 * try (TestDatabase database = TestPostgres.server(18).fresh();
 *         Connection connection = database.connection()) { … }
 * </pre>
 */
public final class TestPostgres {
    private static final Map<Integer, TestPostgres> SHARED = new ConcurrentHashMap<>();

    private final EmbeddedPostgres server;
    private final int major;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(int major, EmbeddedPostgres server) {
        this.major = major;
        this.server = server;
    }

    /** The shared server of that major version: 14 or 18, or any of {@link #majors()}. */
    public static TestPostgres server(int major) {
        return SHARED.computeIfAbsent(
                major,
                version -> new TestPostgres(
                        version,
                        EmbeddedPostgres.open(Premises.newHome("shared"), EmbeddedOptions.throwaway(version))));
    }

    /** A server of one's own, to be killed and restarted. */
    public static DedicatedPostgres dedicated(int major) {
        return new DedicatedPostgres(Premises.newHome("dedicated"), EmbeddedOptions.throwaway(major));
    }

    /** Every major version whose binaries are on the class path: 14 and 18, with {@code -Dall-postgres} 14 to 18. */
    public static List<Integer> majors() {
        return IntStream.rangeClosed(14, EmbeddedOptions.DEFAULT_MAJOR)
                .filter(EmbeddedPostgres::isAvailable)
                .boxed()
                .toList();
    }

    public int major() {
        return major;
    }

    /** On 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** The address of a database of this server, whether there is one or not. */
    public String url(String database) {
        return server.jdbcUrl(database);
    }

    /** An empty database nobody else knows of. */
    public TestDatabase fresh() {
        return TestDatabase.create(server, "test_" + databases.incrementAndGet());
    }
}
