package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedMySql;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.testkit.SharedServer.Reached;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A MySQL server shared by all tests of this JVM: the one named by {@code DB_MIGRATIONS_MYSQL_URL}, else with {@code
 * -Pmysql} an embedded one, else none, which {@link #whyAbsent()} tells.
 *
 * <p>The embedded one has no binary log and no performance schema; {@link #dedicated(String, UnaryOperator)} gives a
 * server with either.
 */
public final class TestMySql implements TestServer {
    private static final Map<String, TestMySql> SHARED = new ConcurrentHashMap<>();

    private final String series;
    private final Optional<NamedServer> named = NamedServer.inEnvironment("DB_MIGRATIONS_MYSQL_URL");
    private final SharedServer server;

    private TestMySql(String series) {
        this.series = series;
        this.server = new SharedServer(
                Creation.MYSQL, () -> named.map(NamedServer::reached).orElseGet(this::start));
    }

    /** The shared server of that series: 8.0. */
    public static TestMySql server(String series) {
        return SHARED.computeIfAbsent(series, TestMySql::new);
    }

    /** A server of one's own, to be killed and restarted; only where {@link #whyNotEmbedded()} is empty. */
    public static DedicatedServer dedicated(String series) {
        return dedicated(series, options -> options);
    }

    /** A server of one's own with settings of one's own; only where {@link #whyNotEmbedded()} is empty. */
    public static DedicatedServer dedicated(String series, UnaryOperator<EmbeddedOptions> change) {
        Path home = Premises.newHome("dedicated");
        EmbeddedOptions options = change.apply(EmbeddedMySql.throwaway(series));
        return new DedicatedServer(Creation.MYSQL, options, chosen -> EmbeddedMySql.open(home, chosen));
    }

    private Reached start() {
        return Reached.of(EmbeddedMySql.open(Premises.newHome("shared"), EmbeddedMySql.throwaway(series)));
    }

    /** Why there can be no server of our own, to be killed; empty if there can. */
    public Optional<String> whyNotEmbedded() {
        if (!EmbeddedMySql.isAvailable(series)) {
            return Optional.of("there is no embedded " + label() + " for this machine");
        }
        return Boolean.getBoolean("db-migrations.mysql")
                ? Optional.empty()
                : Optional.of(label() + " runs only with -Pmysql: it is 553 MB to download");
    }

    @Override
    public Optional<String> whyAbsent() {
        return named.isPresent()
                ? Optional.empty()
                : whyNotEmbedded().map(reason -> reason + "; DB_MIGRATIONS_MYSQL_URL names no other server");
    }

    @Override
    public String label() {
        return "MySQL " + named.map(NamedServer::version).orElse(series);
    }

    @Override
    public String vendor() {
        return "mysql";
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
