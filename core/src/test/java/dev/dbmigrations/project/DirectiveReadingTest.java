package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.OwnCheck;
import dev.dbmigrations.change.OwnCheck.Moment;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.Waiver;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
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
    void aWaiverMayHaveAnEndBehindItsReasonOrInFrontOfIt() {
        Directives read = read(
                "db-migrations: allow=a reason=\"for now\" until=2027-01-31 allow=b until=2028-02-29 reason=agreed");
        assertThat(read.waivers())
                .containsExactly(
                        new Waiver("a", "for now", Optional.of(LocalDate.of(2027, 1, 31))),
                        new Waiver("b", "agreed", Optional.of(LocalDate.of(2028, 2, 29))));
        assertThat(read.allows("a", LocalDate.of(2027, 1, 31))).isTrue();
        assertThat(read.allows("a", LocalDate.of(2027, 2, 1))).isFalse();
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
    void aCheckHasATitleAndAQueryOnItsLine() {
        Directives read = read("db-migrations: check after \"no order is lost\" expect-zero SELECT 1 WHERE a = '--'");
        assertThat(read.checks())
                .containsExactly(new OwnCheck("no order is lost", "SELECT 1 WHERE a = '--'", Set.of(Moment.AFTER)));
    }

    @Test
    void theQueryOfACheckGoesOnUpToASemicolonOrAnEmptyComment() {
        Directives read = read(
                "db-migrations: check \"a\" expect-zero",
                "SELECT id",
                "FROM t;",
                "plain words",
                "db-migrations: check before \"b\" expect-zero SELECT id",
                "FROM u",
                "",
                "plain words",
                "db-migrations: check \"c\" expect-zero SELECT 3",
                "db-migrations: zero-downtime");
        assertThat(read.checks())
                .containsExactly(
                        new OwnCheck("a", "SELECT id\nFROM t", Set.of(Moment.BEFORE, Moment.AFTER)),
                        new OwnCheck("b", "SELECT id\nFROM u", Set.of(Moment.BEFORE)),
                        new OwnCheck("c", "SELECT 3", Set.of(Moment.BEFORE, Moment.AFTER)));
        assertThat(read.zeroDowntime()).isTrue();
    }

    @Test
    void aCheckInABlockOfLinesGoesOnInIt() {
        Directives read = read("\n * db-migrations: check \"a\" expect-zero SELECT *\n *   FROM t;\n * plain words");
        assertThat(read.checks()).extracting(OwnCheck::sql).containsExactly("SELECT *\n  FROM t");
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
                "bad-day|db-migrations: allow=drop-table reason=agreed until=2027-02-30",
                "end-alone|db-migrations: zero-downtime until=2027-01-31",
                "two-ends|db-migrations: allow=drop-table until=2027-01-31 until=2027-02-28 reason=agreed",
                "two-strategies|db-migrations: strategy=online strategy=direct",
                "two-conversions|db-migrations: up(a) = b down(b) = a",
                "no-expression|db-migrations: up(a) =",
                "check-without-title|db-migrations: check expect-zero SELECT 1",
                "check-without-query|db-migrations: check \"a\" expect-zero",
                "check-that-writes|db-migrations: check \"a\" expect-zero DELETE FROM t"
            })
    void whatIsNotUnderstoodIsToldWithItsPlaceAndTheNearestWord(String golden, String body) {
        var told = catchThrowableOfType(MigrationException.class, () -> read("fine", body));
        assertThat(told).as("refusal").isNotNull();
        Golden.assertMatches("project/directive-" + golden + ".txt", told.toText());
    }
}
