package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresSessionTest {

    private static final LockBudget BUDGET = new LockBudget(Duration.ofMillis(1500), Duration.ofSeconds(7));

    @Parameter
    private int major;

    private LiveDatabase live;
    private Session session;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
        session = live.session();
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void aSessionBeginsInAKnownStateWhateverTheRoleSays() {
        live.run("ALTER DATABASE " + live.target().database() + " SET timezone = 'Asia/Tokyo'");
        try (Session fresh = live.database().open("up")) {
            assertThat(fresh.query(
                            "SELECT concat_ws('|', current_setting('timezone'), current_setting('client_encoding'),"
                                    + " current_setting('standard_conforming_strings'),"
                                    + " current_setting('application_name'))",
                            row -> row.text(1)))
                    .containsExactly("UTC|UTF8|on|db-migrations up");
        }
    }

    @Test
    void aStatementWithoutArgumentsIsRunLetterByLetter() {
        session.execute("CREATE TABLE t (j jsonb)");
        session.execute("INSERT INTO t VALUES ('{\"a\": 1}')");
        assertThat(session.query("SELECT j ? 'a', j ?| array['b','a'], '{d 2020-01-01}' FROM t", row -> row.text(3)))
                .containsExactly("{d 2020-01-01}");
        session.execute("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS $x$ SELECT $1 + 1; SELECT $1 + 2; $x$;");
        session.execute("CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END");
        assertThat(session.query("SELECT f(1) + g()", row -> row.number(1))).containsExactly(5L);
    }

    @Test
    void argumentsTakeTheTypeTheServerExpects() {
        session.execute("CREATE TABLE t (id bigint, u uuid, j jsonb, at timestamptz, names text[], n numeric)");
        UUID uuid = new UUID(1, 2);
        Instant at = Instant.parse("2024-02-29T12:00:00.123456Z");
        long inserted = session.update(
                "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", "7", uuid, "{\"a\": 1}", at, List.of("x", "y"), null);
        assertThat(inserted).isEqualTo(1);
        assertThat(session.query(
                        "SELECT at, names, n FROM t WHERE id > ? AND u::text = ? AND j ?? 'a'",
                        row -> row.instant(1) + " " + row.texts(2) + " " + row.isNull(3),
                        "6",
                        uuid.toString()))
                .containsExactly(at + " [x, y] true");
    }

    @Test
    void severalStatementsInOneTextCountTheirRowsTogether() {
        session.execute("CREATE TABLE t (id int)");
        assertThat(session.execute("INSERT INTO t VALUES (1), (2); SELECT 1; UPDATE t SET id = 3 WHERE id = 1"))
                .isEqualTo(3);
    }

    @Test
    void copyReadsTheDataThatFollowsIt() {
        session.execute("CREATE TABLE t (id int, name text)");
        long rows = session.inTransaction(
                BUDGET, open -> open.execute("COPY t FROM stdin;\n1\tgrün; $1 ?\n2\t\\N\n3\tx\\ny\n\\.\n"));
        assertThat(rows).isEqualTo(3);
        assertThat(live.ask("SELECT string_agg(coalesce(name, '-'), '/' ORDER BY id) FROM t"))
                .containsExactly("grün; $1 ?/-/x\ny");
    }

    @Test
    void aCopyThatFailsLeavesTheSessionUsable() {
        session.execute("CREATE TABLE t (id int)");
        assertThatThrownBy(() -> session.execute("COPY t FROM stdin;\n1\nx\n\\."))
                .isInstanceOf(DatabaseFailure.Fatal.class)
                .hasMessageContaining("COPY t, line 2");
        assertThat(session.query("SELECT count(*) FROM t", row -> row.number(1)))
                .containsExactly(0L);
    }

    @Test
    void aTransactionHasItsBudgetAndLeavesNoSettingBehind() {
        String settings = "SELECT concat_ws('|', current_setting('lock_timeout'), current_setting('statement_timeout'),"
                + " current_setting('idle_in_transaction_session_timeout'), current_setting('transaction_isolation'))";
        String during = session.inTransaction(
                BUDGET, open -> open.query(settings, row -> row.text(1)).getFirst());
        assertThat(during).isEqualTo("1500ms|7s|10s|read committed");
        assertThat(session.query(settings, row -> row.text(1))).containsExactly("0|0|0|read committed");
    }

    @Test
    void aStatementAloneRunsOutsideTransactionsAndPutsTheSettingsBack() {
        session.execute("CREATE TABLE t (id int)");
        session.execute("SET lock_timeout = '3s'");
        session.alone(BUDGET, "CREATE INDEX CONCURRENTLY t_id ON t (id)");
        assertThat(session.query("SELECT current_setting('lock_timeout')", row -> row.text(1)))
                .containsExactly("0");
        assertThat(live.ask("SELECT indexname::text FROM pg_indexes WHERE tablename = 't'"))
                .containsExactly("t_id");
    }
}
