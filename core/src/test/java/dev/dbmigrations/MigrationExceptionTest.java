package dev.dbmigrations;

import static dev.dbmigrations.MigrationException.Fact.at;
import static dev.dbmigrations.MigrationException.Fact.next;
import static dev.dbmigrations.MigrationException.Fact.state;
import static dev.dbmigrations.MigrationException.Fact.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.MigrationException.Fact;
import org.junit.jupiter.api.Test;

class MigrationExceptionTest {

    private static MigrationException lockNotGranted() {
        return MigrationException.retryable(
                ExitCode.LOCK_NOT_OBTAINED,
                "DBM-2107",
                "index orders_email_idx not built: no lock on public.orders within 2 s",
                at("migrations/V42__email_index.sql:3   (step 2 of 5)"),
                new Fact("held by", "pid 8123 \"reporting\", idle in transaction for 14 min"),
                state("this step changed nothing; step 1 is done and recorded"),
                next("end that session, then: db-migrations up"));
    }

    @Test
    void aFailureIsPrintedWithItsFactsInOneColumn() {
        Golden.assertMatches("errors/shape.txt", lockNotGranted().toText());
    }

    @Test
    void aFactOfSeveralLinesStaysInItsColumn() {
        var failure = MigrationException.userMustAct(ExitCode.USAGE, "DBM-1", "no", why("first\nsecond"));
        assertThat(failure.toText()).isEqualTo("DBM-1  no\n  why     first\n          second\n");
    }

    @Test
    void theFiveFactsCanBeAskedForOneByOne() {
        MigrationException failure = lockNotGranted();
        assertThat(failure.what()).startsWith("index orders_email_idx");
        assertThat(failure.at()).hasValueSatisfying(place -> assertThat(place).startsWith("migrations/V42"));
        assertThat(failure.why()).isEmpty();
        assertThat(failure.state()).contains("this step changed nothing; step 1 is done and recorded");
        assertThat(failure.next()).contains("end that session, then: db-migrations up");
        assertThat(failure.exitCode()).isEqualTo(6);
        assertThat(failure.kind()).isEqualTo(MigrationException.Kind.RETRYABLE);
    }
}
