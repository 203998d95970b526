package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedMariaDb;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.testkit.SharedServer.Reached;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A MariaDB server shared by all tests of this JVM.
 *
 * <p>No binary log, no performance schema; {@link #dedicated(String, UnaryOperator)} gives a server with either.
 * Privileges are enforced. The plugin {@code metadata_lock_info} is not in these binaries.
 */
public final class TestMariaDb implements TestServer {
    private static final Map<String, TestMariaDb> SHARED = new ConcurrentHashMap<>();

    private final String series;
    private final SharedServer server;

    private TestMariaDb(String series) {
        this.series = series;
        this.server = new SharedServer(
                Creation.MYSQL,
                () -> Reached.of(EmbeddedMariaDb.open(Premises.newHome("shared"), EmbeddedMariaDb.throwaway(series))));
    }

    /** The shared server of that series: 10.11 or 11.4. */
    public static TestMariaDb server(String series) {
        return SHARED.computeIfAbsent(series, TestMariaDb::new);
    }

    /** A server of one's own, to be killed and restarted. */
    public static DedicatedServer dedicated(String series) {
        return dedicated(series, options -> options);
    }

    /** A server of one's own with settings of one's own. */
    public static DedicatedServer dedicated(String series, UnaryOperator<EmbeddedOptions> change) {
        Path home = Premises.newHome("dedicated");
        EmbeddedOptions options = change.apply(EmbeddedMariaDb.throwaway(series));
        return new DedicatedServer(Creation.MYSQL, options, chosen -> EmbeddedMariaDb.open(home, chosen));
    }

    @Override
    public String label() {
        return "MariaDB " + series;
    }

    @Override
    public String vendor() {
        return "mariadb";
    }

    @Override
    public Optional<String> whyAbsent() {
        return EmbeddedMariaDb.isAvailable(series)
                ? Optional.empty()
                : Optional.of("there is no embedded " + label() + " for this machine");
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
