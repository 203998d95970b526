package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.dialect.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A session keeps to its budget, knows its transaction, and tells when it was ended. */
interface SessionPromises extends Contract {
    LockBudget SHORT = new LockBudget(Duration.ofMillis(200), Duration.ofSeconds(20));

    private Session opened() {
        return place().session("test");
    }

    @Test
    default void aSessionIsInUniversalTime() {
        try (Session session = opened()) {
            assertThat(session.query(speech().timeZone(), row -> row.text(1))).containsExactly("UTC");
        }
    }

    @Test
    default void aTextWithoutArgumentsIsRunLetterByLetter() {
        try (Session session = opened()) {
            assertThat(session.query(
                            "SELECT '?', '{d 2020-01-01}', '$1 :x'", row -> row.text(1) + row.text(2) + row.text(3)))
                    .containsExactly("?{d 2020-01-01}$1 :x");
        }
    }

    @Test
    default void argumentsTakeTheTypeTheServerExpects() {
        Instant at = Instant.parse("2024-02-29T12:00:00.123456Z");
        try (Session session = opened()) {
            session.execute("CREATE TABLE t (id bigint, at " + speech().timestamp()
                    + ", label varchar(30), amount numeric(10, 2))");
            assertThat(session.update("INSERT INTO t VALUES (?, ?, ?, ?)", "7", at, "it's \\ ? ä", null))
                    .isEqualTo(1);
            assertThat(session.query(
                            "SELECT at, label, amount FROM t WHERE id > ? AND label = ?",
                            row -> row.instant(1) + " " + row.text(2) + " " + row.isNull(3),
                            "6",
                            "it's \\ ? ä"))
                    .containsExactly(at + " it's \\ ? ä true");
        }
    }

    @Test
    default void aNullThatIsReadByMistakeIsAMistake() {
        try (Session session = opened()) {
            session.execute("CREATE TABLE t (id bigint)");
            session.execute("INSERT INTO t VALUES (NULL)");
            assertThatThrownBy(() -> session.query("SELECT id FROM t", row -> row.number(1)))
                    .hasMessage("column 1 is NULL in this row");
        }
    }

    @Test
    default void aTransactionWhoseWorkThrowsIsUndone() {
        try (Session session = opened()) {
            session.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThatThrownBy(() -> session.inTransaction(SHORT, open -> {
                        open.execute("INSERT INTO t VALUES (1)");
                        throw new IllegalArgumentException("enough");
                    }))
                    .hasMessage("enough");
            session.inTransaction(SHORT, open -> open.execute("INSERT INTO t VALUES (2)"));
            assertThat(place().ask("SELECT id FROM t")).containsExactly("2");
        }
    }

    @Test
    default void aFailedStatementCannotBeForgottenBeforeTheCommit() {
        try (Session session = opened()) {
            session.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThatThrownBy(() -> session.inTransaction(SHORT, open -> {
                        open.execute("INSERT INTO t VALUES (1)");
                        assertThatThrownBy(() -> open.execute("INSERT INTO t VALUES (1)"))
                                .isInstanceOf(DatabaseFailure.Fatal.class);
                        return "done";
                    }))
                    .isInstanceOf(DatabaseFailure.Fatal.class);
            assertThat(place().ask("SELECT id FROM t")).isEmpty();
        }
    }

    @Test
    default void aStatementThatEndsTheTransactionIsNotTakenForSuccess() {
        try (Session session = opened()) {
            assertThatThrownBy(() -> session.inTransaction(SHORT, open -> open.execute("COMMIT")))
                    .isInstanceOf(DatabaseFailure.Fatal.class)
                    .hasMessageStartingWith("a statement ended the transaction it was run in");
            assertThat(session.query("SELECT 1", row -> row.number(1))).containsExactly(1L);
        }
    }

    @Test
    default void ddlIsPartOfItsTransactionOrTheTransactionIsNotTakenForOne() {
        try (Session session = opened()) {
            assertThatThrownBy(() -> session.inTransaction(SHORT, open -> {
                        open.execute("CREATE TABLE t (id int PRIMARY KEY)");
                        if (can(Capability.TRANSACTIONAL_DDL)) {
                            throw new DatabaseFailure.Fatal("enough", "", 0, null);
                        }
                        return "done";
                    }))
                    .isInstanceOf(DatabaseFailure.Fatal.class);
            assertThat(place().ask("SELECT count(*) FROM information_schema.tables WHERE table_name = 't'"
                            + " AND table_schema = " + speech().schema()))
                    .containsExactly(can(Capability.TRANSACTIONAL_DDL) ? "0" : "1");
        }
    }

    @Test
    default void aStatementThatWouldWaitIsGivenUpAndTheBudgetIsTakenBack() {
        try (Session one = opened();
                Session two = opened()) {
            String usual =
                    two.query(speech().lockPatience(), row -> row.text(1)).getFirst();
            one.execute("CREATE TABLE t (id int PRIMARY KEY)");
            one.inTransaction(LockBudget.UNLIMITED, session -> {
                session.execute("INSERT INTO t VALUES (1)");
                assertThatThrownBy(() -> two.alone(SHORT, "ALTER TABLE t ADD a int"))
                        .isInstanceOf(DatabaseFailure.LockNotGranted.class);
                return "done";
            });
            assertThat(two.query(speech().lockPatience(), row -> row.text(1))).containsExactly(usual);
            two.alone(SHORT, "ALTER TABLE t ADD a int");
            assertThat(place().ask("SELECT a FROM t")).containsExactly("null");
        }
    }

    @Test
    default void theBudgetOfATransactionIsTakenBackHoweverItEnds() {
        try (Session session = opened()) {
            String usual =
                    session.query(speech().lockPatience(), row -> row.text(1)).getFirst();
            String during = session.inTransaction(
                    SHORT,
                    open -> open.query(speech().lockPatience(), row -> row.text(1))
                            .getFirst());
            assertThat(during).isNotEqualTo(usual);
            assertThat(session.query(speech().lockPatience(), row -> row.text(1)))
                    .containsExactly(usual);
            assertThatThrownBy(() -> session.inTransaction(SHORT, open -> open.execute("SELECT nothing")))
                    .isInstanceOf(DatabaseFailure.Fatal.class);
            assertThat(session.query(speech().lockPatience(), row -> row.text(1)))
                    .containsExactly(usual);
        }
    }

    @Test
    default void aRowThatSomebodyHasLockedIsGivenUpAndTheTransactionUndone() {
        try (Session one = opened();
                Session two = opened()) {
            one.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
            one.execute("INSERT INTO t VALUES (1, 0), (2, 0)");
            one.inTransaction(LockBudget.UNLIMITED, session -> {
                session.execute("UPDATE t SET n = 1 WHERE id = 1");
                assertThatThrownBy(() -> two.inTransaction(SHORT, other -> {
                            other.execute("UPDATE t SET n = 2 WHERE id = 2");
                            return other.execute("UPDATE t SET n = 2 WHERE id = 1");
                        }))
                        .isInstanceOf(DatabaseFailure.LockNotGranted.class);
                return "done";
            });
            assertThat(place().ask("SELECT id, n FROM t ORDER BY id")).containsExactly("1 1", "2 0");
        }
    }

    @Test
    default void aStatementIsEndedFromAnotherThread() throws Exception {
        try (Session one = opened();
                Session two = opened()) {
            one.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
            one.execute("INSERT INTO t VALUES (1, 0)");
            one.inTransaction(LockBudget.UNLIMITED, session -> {
                session.execute("UPDATE t SET n = 1");
                CompletableFuture<Long> waiting =
                        CompletableFuture.supplyAsync(() -> two.execute("UPDATE t SET n = 2"));
                await().atMost(20, TimeUnit.SECONDS).until(() -> {
                    two.cancel();
                    return waiting.isDone();
                });
                assertThatThrownBy(waiting::join).hasCauseInstanceOf(DatabaseFailure.class);
                return "done";
            });
            assertThat(two.query("SELECT n FROM t", row -> row.number(1))).containsExactly(1L);
        }
    }

    @Test
    default void aNamedLockIsHeldOnceByOneSession() {
        String longName = "a name that is much longer than the sixty-four characters that some servers allow for it ";
        try (Session one = opened();
                Session two = opened()) {
            for (String lock : Arrays.asList(
                    place().scratch().name(), longName + place().scratch().name())) {
                assertThat(one.tryLock(lock)).isTrue();
                assertThat(two.tryLock(lock)).isFalse();
                assertThat(two.tryLock(lock + "another")).isTrue();
                assertThat(one.holdsLock(lock)).isTrue();
                assertThat(two.holdsLock(lock)).isFalse();
                one.unlock(lock);
                assertThat(one.holdsLock(lock)).isFalse();
                assertThat(two.tryLock(lock)).isTrue();
            }
        }
    }

    @Test
    default void aSessionThatEndsGivesItsLocksBack() {
        String lock = place().scratch().name();
        try (Session other = opened()) {
            Session session = opened();
            assertThat(session.tryLock(lock)).isTrue();
            session.close();
            assertThat(session.isOpen()).isFalse();
            await().atMost(20, TimeUnit.SECONDS).until(() -> other.tryLock(lock));
        }
    }

    @Test
    default void aSessionThatWasEndedIsToldApartFromAFailedStatement() {
        try (Session session = opened()) {
            place().run(speech().endSession(session.id()));
            assertThatThrownBy(() -> session.query("SELECT 1", row -> row.number(1)))
                    .isInstanceOf(DatabaseFailure.NoConnection.class);
            assertThat(session.isOpen()).isFalse();
            try (Session fresh = opened()) {
                assertThatThrownBy(() -> fresh.query("SELECT nothing", row -> row.text(1)))
                        .isInstanceOf(DatabaseFailure.Fatal.class);
                assertThat(fresh.isOpen()).isTrue();
            }
        }
    }
}
