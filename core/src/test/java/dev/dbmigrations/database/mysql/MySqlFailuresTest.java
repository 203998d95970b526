package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.DatabaseFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the servers' error numbers mean to those who must decide whether to try again. */
class MySqlFailuresTest {

    private static DatabaseFailure of(int number, String state) {
        return MySqlFailures.translate(new SQLException("(conn=12) no way", state, number), false);
    }

    @Test
    void aLockThatWasNotGrantedMayBeAskedForAgain() {
        assertThat(of(1205, "HY000")).isInstanceOf(DatabaseFailure.LockNotGranted.class);
    }

    @Test
    void aDeadlockMayBeTriedAgain() {
        assertThat(of(1213, "40001")).isInstanceOf(DatabaseFailure.Retryable.class);
    }

    @Test
    void whatWasLostWhileCommittingHasAnUnknownOutcome() {
        SQLException lost = new SQLException("gone", "08000", 2013);
        assertThat(MySqlFailures.translate(lost, true)).isInstanceOf(DatabaseFailure.OutcomeUnknown.class);
        assertThat(MySqlFailures.translate(lost, false)).isInstanceOf(DatabaseFailure.NoConnection.class);
    }

    @Test
    void everythingElseIsFinalAndKeepsTheServersWords() {
        assertThat(of(1146, "42S02")).isInstanceOfSatisfying(DatabaseFailure.Fatal.class, failure -> {
            assertThat(failure.state()).isEqualTo("1146");
            assertThat(failure.getMessage()).contains("no way").doesNotContain("conn=");
        });
    }
}
