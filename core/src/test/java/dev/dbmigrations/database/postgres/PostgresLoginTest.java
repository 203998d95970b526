package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.embedded.testkit.DedicatedServer;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLoginTest {

    private static final String SECRET = "hunter2";
    private static DedicatedServer server;

    @BeforeAll
    static void aServerThatAsksForPasswords() {
        server = TestPostgres.dedicated(18);
        try (PostgresDatabase database = connected("postgres", "postgres")) {
            database.open("setup").execute("""
                            CREATE ROLE asked LOGIN PASSWORD 'right';
                            CREATE ROLE barred LOGIN;
                            CREATE ROLE encrypted LOGIN;
                            CREATE ROLE crowd LOGIN CONNECTION LIMIT 1;
                            DO $$ BEGIN EXECUTE format('COPY (VALUES (%L), (%L), (%L), (%L)) TO %L',
                                'host all asked 127.0.0.1/32 scram-sha-256',
                                'hostssl all encrypted 127.0.0.1/32 trust',
                                'host all postgres,crowd,nobody 127.0.0.1/32 trust',
                                'local all all trust',
                                current_setting('hba_file')); END $$;
                            SELECT pg_reload_conf()""");
        }
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> refused("barred").isPresent());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Optional<MigrationException> refused(String user) {
        try (PostgresDatabase database = connected("postgres", user)) {
            assertThat(database.dialect().version().major()).isEqualTo(18);
            return Optional.empty();
        } catch (MigrationException refusal) {
            return Optional.of(refusal);
        }
    }

    private static PostgresDatabase connected(String database, String user) {
        return PostgresDatabase.connect(target(server.port(), database, user, Map.of()), PostgresDialect::new);
    }

    private static PostgresTarget target(int port, String database, String user, Map<String, String> properties) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return new PostgresTarget(url, user, () -> Optional.of(SECRET), properties);
    }

    private static MigrationException failure(PostgresTarget target) {
        MigrationException failure = catchThrowableOfType(
                MigrationException.class, () -> PostgresDatabase.connect(target, PostgresDialect::new));
        assertThat(failure.exitCode()).isEqualTo(8);
        assertThat(failure.toText()).doesNotContain(SECRET).contains(target.place());
        assertThat(failure.facts().stream().map(MigrationException.Fact::label))
                .containsExactly("at", "why", "state", "next");
        return failure;
    }

    private static MigrationException failure(String database, String user, Map<String, String> properties) {
        return failure(target(server.port(), database, user, properties));
    }

    @Test
    void nobodyListeningMayPass() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        MigrationException failure = failure(target(free, "app", "postgres", Map.of()));
        assertThat(failure.code()).isEqualTo("DBM-8001");
        assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(failure.what()).isEqualTo("no database answers at 127.0.0.1:" + free);
    }

    @Test
    void anUnknownHostIsNamed() {
        PostgresTarget target =
                PostgresTarget.of("jdbc:postgresql://nosuch.invalid:5432/app?user=u&password=" + SECRET);
        assertThat(failure(target).code()).isEqualTo("DBM-8002");
        assertThat(failure(target).what()).isEqualTo("no such host: nosuch.invalid:5432");
    }

    @Test
    void aWrongPasswordIsNotShown() {
        assertThat(failure("postgres", "asked", Map.of()).code()).isEqualTo("DBM-8003");
    }

    @Test
    void aMissingPasswordIsAskedFor() {
        PostgresTarget target =
                PostgresTarget.of("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=asked");
        MigrationException failure = failure(target);
        assertThat(failure.code()).isEqualTo("DBM-8003");
        assertThat(failure.why().getFirst()).contains("no password was provided");
    }

    @Test
    void anUnknownRoleIsALoginRefused() {
        assertThat(failure("postgres", "nobody", Map.of()).code()).isEqualTo("DBM-8003");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        MigrationException failure = failure("nosuch", "postgres", Map.of());
        assertThat(failure.code()).isEqualTo("DBM-8004");
        assertThat(failure.next()).get().asString().endsWith("createdb nosuch");
    }

    @Test
    void aServerWithoutEncryptionIsSaidToBeSo() {
        assertThat(failure("postgres", "postgres", Map.of("sslmode", "require")).code())
                .isEqualTo("DBM-8005");
        assertThat(failure("postgres", "encrypted", Map.of("sslmode", "disable"))
                        .code())
                .isEqualTo("DBM-8005");
    }

    @Test
    void aRoleWithoutALineInTheServersListIsTold() {
        MigrationException failure = failure("postgres", "barred", Map.of());
        assertThat(failure.code()).isEqualTo("DBM-8007");
        assertThat(failure.toText()).isEqualTo("""
                        DBM-8007  127.0.0.1:%1$d does not accept this user from this machine
                          at      127.0.0.1:%1$d/postgres as barred
                          why     no pg_hba.conf entry for host "127.0.0.1", user "barred", database "postgres", no encryption
                          state   no session was opened, so nothing was changed
                          next    add a line for user, database and this machine to the server's pg_hba.conf, then: select pg_reload_conf()
                        """.formatted(server.port()));
    }

    @Test
    void noConnectionLeftMayPass() {
        try (PostgresDatabase first = connected("postgres", "crowd")) {
            assertThat(first.dialect().version().major()).isEqualTo(18);
            MigrationException failure = failure("postgres", "crowd", Map.of());
            assertThat(failure.code()).isEqualTo("DBM-8006");
            assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
        }
    }

    @Test
    void aTargetNeverShowsItsPassword() {
        PostgresTarget target = PostgresTarget.of(
                "jdbc:postgresql://db.example:6432/my%20app?user=u&password=" + SECRET + "&sslmode=require");
        assertThat(target.toString()).isEqualTo("db.example:6432/my%20app as u");
        assertThat(target.password().get()).contains(SECRET);
        assertThat(target.properties()).containsOnly(Map.entry("sslmode", "require"));
        assertThat(target.database()).isEqualTo("my app");
    }
}
