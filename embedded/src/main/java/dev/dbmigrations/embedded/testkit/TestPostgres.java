package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import dev.dbmigrations.embedded.testkit.SharedServer.Reached;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A PostgreSQL server shared by all tests of this JVM. */
public final class TestPostgres implements TestServer {
    private static final Map<Integer, TestPostgres> SHARED = new ConcurrentHashMap<>();

    private final int major;
    private final SharedServer server;

    private TestPostgres(int major) {
        this.major = major;
        this.server = new SharedServer(
                Creation.POSTGRES,
                () -> Reached.of(EmbeddedPostgres.open(Premises.newHome("shared"), EmbeddedOptions.throwaway(major))));
    }

    /** The shared server of that major version: 14 or 18, or any of {@link #majors()}. */
    public static TestPostgres server(int major) {
        return SHARED.computeIfAbsent(major, TestPostgres::new);
    }

    /** A server of one's own, to be killed and restarted. */
    public static DedicatedServer dedicated(int major) {
        Path home = Premises.newHome("dedicated");
        return new DedicatedServer(
                Creation.POSTGRES, EmbeddedOptions.throwaway(major), options -> EmbeddedPostgres.open(home, options));
    }

    /** A server of one's own whose data lie on that disk. */
    public static DedicatedServer dedicated(int major, SmallDisk disk, UnaryOperator<EmbeddedOptions> change) {
        EmbeddedOptions options = change.apply(EmbeddedOptions.throwaway(major));
        return new DedicatedServer(Creation.POSTGRES, options, chosen -> EmbeddedPostgres.open(disk.folder(), chosen));
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

    @Override
    public String label() {
        return "PostgreSQL " + major;
    }

    @Override
    public String vendor() {
        return "postgresql";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String url(String database) {
        return server.url(database);
    }

    @Override
    public TestDatabase fresh() {
        return server.fresh();
    }

    @Override
    public String toString() {
        return label();
    }
}
