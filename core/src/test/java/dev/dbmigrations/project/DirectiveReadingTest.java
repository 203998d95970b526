package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.Waiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectiveReadingTest {

    private static Directives read(String... bodies) {
        DirectiveReading reading = new DirectiveReading();
        int line = 3;
        for (String body : bodies) {
            reading.accept(body, new Position("migrations/V1__a.sql", line++, 1));
        }
        return reading.directives();
    }

    @Test
    void severalDirectivesMayStandOnOneLine() {
        Directives read = read("db-migrations: zero-downtime strategy=blue-green transaction=none");
        assertThat(read.zeroDowntime()).isTrue();
        assertThat(read.strategy()).contains(Strategy.BLUE_GREEN);
        assertThat(read.transactionNone()).isTrue();
    }

    @Test
    void aWaiverHasItsReason() {
        Directives read = read("db-migrations: allow=drop-table reason=\"nobody reads it\" allow=rename reason=agreed");
        assertThat(read.waivers())
                .containsExactly(new Waiver("drop-table", "nobody reads it"), new Waiver("rename", "agreed"));
    }

    @Test
    void aConversionTakesTheRestOfItsLine() {
        Directives read = read(
                "db-migrations: zero-downtime up(email) = lower(mail) || '='",
                "db-migrations: down(\"E Mail\") = coalesce(email, 'up(x) is no conversion')");
        assertThat(read.zeroDowntime()).isTrue();
        assertThat(read.conversions().up()).containsEntry("email", "lower(mail) || '='");
        assertThat(read.conversions().down()).containsEntry("\"E Mail\"", "coalesce(email, 'up(x) is no conversion')");
    }

    @Test
    void aBlockOfLinesHoldsOneDirectivePerLine() {
        Directives read = read("what we do:\n * db-migrations: zero-downtime\n * and why");
        assertThat(read.zeroDowntime()).isTrue();
    }

    @Test
    void ordinaryCommentsSayNothing() {
        assertThat(read("plain", "run db-migrations up", "see db-migrations: the manual"))
                .isEqualTo(Directives.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "unknown-word|db-migrations: zero-downtme",
                "unknown-key|db-migrations: stategy=online",
                "strange-word|db-migrations: hurry",
                "bad-marker|db-migration: zero-downtime",
                "bad-strategy|db-migrations: strategy=blue-gren",
                "bad-transaction|db-migrations: transaction=off",
                "no-reason|db-migrations: allow=drop-table",
                "reason-alone|db-migrations: reason=\"why not\"",
                "two-strategies|db-migrations: strategy=online strategy=direct",
                "two-conversions|db-migrations: up(a) = b down(b) = a",
                "no-expression|db-migrations: up(a) ="
            })
    void whatIsNotUnderstoodIsToldWithItsPlaceAndTheNearestWord(String golden, String body) {
        var told = catchThrowableOfType(MigrationException.class, () -> read("fine", body));
        assertThat(told).as("refusal").isNotNull();
        Golden.assertMatches("project/directive-" + golden + ".txt", told.toText());
    }
}
