package dev.dbmigrations.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.embedded.testkit.Fault;
import dev.dbmigrations.embedded.testkit.FaultProxy;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure is provoked, none is made up. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class PostgresFailureTest {

    private static final LockBudget SHORT = new LockBudget(Duration.ofMillis(50), Duration.ofSeconds(20));
    private static final LockBudget PATIENT = new LockBudget(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @Parameter
    private int major;

    private LiveDatabase live;
    private Session session;
    private Session other;

    @BeforeEach
    void open() {
        live = new LiveDatabase(major);
        session = live.session();
        other = live.session();
        session.execute("CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 1), (2, 2)");
    }

    @AfterEach
    void close() {
        live.close();
    }

    private static <F extends DatabaseFailure> ObjectAssert<F> fails(Class<F> kind, ThrowingCallable call) {
        return assertThat(catchThrowable(call)).asInstanceOf(InstanceOfAssertFactories.type(kind));
    }

    @Test
    void aLockNotGrantedInTimeIsNamedSo() {
        other.inTransaction(PATIENT, open -> {
            open.execute("LOCK TABLE t IN ACCESS SHARE MODE");
            fails(
                            DatabaseFailure.LockNotGranted.class,
                            () -> session.inTransaction(SHORT, mine -> mine.execute("ALTER TABLE t ADD c int")))
                    .returns("55P03", DatabaseFailure::state);
            fails(DatabaseFailure.LockNotGranted.class, () -> session.alone(SHORT, "ALTER TABLE t ADD c int"));
            return "done";
        });
        session.alone(SHORT, "ALTER TABLE t ADD c int");
    }

    @Test
    void aStatementOverItsTimeIsFatalAndTellsSoByItsState() {
        LockBudget brief = new LockBudget(Duration.ZERO, Duration.ofMillis(30));
        fails(DatabaseFailure.Fatal.class, () -> session.alone(brief, "SELECT pg_sleep(60)"))
                .returns(DatabaseFailures.CANCELLED, DatabaseFailure::state);
    }

    @Test
    void aDeadlockIsRetryable() {
        session.execute("SET deadlock_timeout = '20ms'");
        fails(
                        DatabaseFailure.Retryable.class,
                        () -> session.inTransaction(PATIENT, mine -> {
                            mine.execute("UPDATE t SET n = 0 WHERE id = 1");
                            CompletableFuture<Long> winner = CompletableFuture.supplyAsync(() -> other.inTransaction(
                                    PATIENT,
                                    open -> open.execute(
                                            "UPDATE t SET n = 7 WHERE id = 2; UPDATE t SET n = 7 WHERE id = 1")));
                            live.awaitWaiting(other.id());
                            mine.execute("UPDATE t SET n = 0 WHERE id = 2");
                            return winner;
                        }))
                .returns("40P01", DatabaseFailure::state);
        live.awaitTruth("SELECT min(n) = 7 FROM t");
    }

    @Test
    void aWrongStatementSaysWhereItIsWrong() {
        fails(DatabaseFailure.Fatal.class, () -> session.execute("SELECT id FROM t WHERE nn = 1"))
                .returns("42703", DatabaseFailure::state)
                .returns(24, DatabaseFailure.Fatal::position);
    }

    @Test
    void theServersDetailAndHintStayInTheMessage() {
        assertThatThrownBy(() -> session.update("INSERT INTO t VALUES (?, 5)", 1))
                .isInstanceOf(DatabaseFailure.Fatal.class)
                .hasMessageContaining("t_pkey")
                .hasMessageContaining("\nDetail: Key (id)=(1) already exists.");
        assertThatThrownBy(() -> session.execute("SELECT nosuch(1)"))
                .hasMessageContaining("\nHint: No function matches");
    }

    @Test
    void aSessionEndedInsideATransactionHasLostNothingButItself() {
        fails(
                        DatabaseFailure.NoConnection.class,
                        () -> session.inTransaction(PATIENT, mine -> {
                            mine.execute("UPDATE t SET n = 9");
                            live.ask("SELECT pg_terminate_backend(" + session.id() + ")::text");
                            return mine.execute("UPDATE t SET n = 10");
                        }))
                .returns("57P01", DatabaseFailure::state);
        assertThat(session.isOpen()).isFalse();
        assertThat(live.ask("SELECT max(n)::text FROM t")).containsExactly("2");
    }

    @Test
    void aSessionEndedDuringTheCommitLeavesTheOutcomeUnknown() {
        session.execute("""
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER at_commit AFTER UPDATE ON t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()""");
        fails(
                DatabaseFailure.OutcomeUnknown.class,
                () -> session.inTransaction(PATIENT, mine -> mine.execute("UPDATE t SET n = 9")));
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void aLineCutBehindTheCommitLeavesTheOutcomeUnknownAlthoughItIsDone() throws IOException {
        try (FaultProxy proxy = FaultProxy.to(TestPostgres.server(major).port());
                PostgresDatabase far =
                        PostgresDatabase.connect(PostgresTarget.of(proxy.url(live.url())), PostgresDialect::new)) {
            Session distant = far.open("db-migrations test");
            fails(
                    DatabaseFailure.OutcomeUnknown.class,
                    () -> distant.inTransaction(PATIENT, mine -> {
                        long changed = mine.execute("UPDATE t SET n = 9");
                        proxy.set(new Fault.CutAfter(Fault.Direction.TO_SERVER, "COMMIT"));
                        return changed;
                    }));
        }
        live.awaitTruth("SELECT min(n) = 9 FROM t");
    }

    @Test
    void aLineCutDuringTheTransactionHasUndoneIt() throws IOException {
        try (FaultProxy proxy = FaultProxy.to(TestPostgres.server(major).port());
                PostgresDatabase far =
                        PostgresDatabase.connect(PostgresTarget.of(proxy.url(live.url())), PostgresDialect::new)) {
            Session distant = far.open("db-migrations test");
            fails(
                    DatabaseFailure.NoConnection.class,
                    () -> distant.inTransaction(PATIENT, mine -> {
                        long changed = mine.execute("UPDATE t SET n = 9");
                        proxy.reset();
                        return changed + mine.execute("UPDATE t SET n = 10");
                    }));
        }
        assertThat(live.ask("SELECT max(n)::text FROM t")).containsExactly("2");
    }

    @Test
    void aSessionEndedDuringItsOwnStatementLeavesTheOutcomeUnknown() {
        fails(
                DatabaseFailure.OutcomeUnknown.class,
                () -> session.alone(PATIENT, "SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(60)"));
    }

    @Test
    void aSessionEndedDuringAQueryIsJustGone() {
        fails(
                DatabaseFailure.NoConnection.class,
                () -> session.query(
                        "SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(60)", row -> row.truth(1)));
        fails(DatabaseFailure.NoConnection.class, () -> session.query("SELECT 1", row -> row.number(1)));
    }

    @Test
    void anotherThreadCanCancelWhatIsRunning() {
        CompletableFuture<Throwable> cancelled = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> session.query("SELECT pg_sleep(60)", row -> row.text(1))));
        live.awaitTruth("SELECT state = 'active' FROM pg_stat_activity WHERE pid = " + session.id());
        session.cancel();
        assertThat(cancelled.orTimeout(20, TimeUnit.SECONDS).join())
                .asInstanceOf(InstanceOfAssertFactories.type(DatabaseFailure.Fatal.class))
                .returns(DatabaseFailures.CANCELLED, DatabaseFailure::state);
        session.cancel();
        assertThat(session.query("SELECT 1", row -> row.number(1))).containsExactly(1L);
    }
}
