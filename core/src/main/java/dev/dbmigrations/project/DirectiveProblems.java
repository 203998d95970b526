package dev.dbmigrations.project;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Position;
import java.util.List;

/** What can be wrong with a comment that speaks to the planner, in words. */
final class DirectiveProblems {

    private DirectiveProblems() {}

    static MigrationException unknown(Position position, String word, List<String> known) {
        String all = "write one of: " + String.join(", ", known);
        return FileProblems.of(
                "DBM-1120",
                "directive not understood: " + word,
                position.atLine(),
                "a directive that is passed over leaves the migration to run in another way than was meant",
                Nearest.to(word, known).map(meant -> "write " + meant).orElse(all));
    }

    static MigrationException badMarker(Position position, String marker) {
        return FileProblems.of(
                "DBM-1120",
                "directive not understood: " + marker,
                position.atLine(),
                "a directive begins with `db-migrations:`",
                "write -- db-migrations: …");
    }

    static MigrationException badValue(Position position, String directive, String value, List<String> known) {
        String all = "write %s=%s".formatted(directive, String.join(" or " + directive + "=", known));
        return FileProblems.of(
                "DBM-1121",
                "%s cannot be \"%s\"".formatted(directive, value),
                position.atLine(),
                "the values are: " + String.join(", ", known),
                Nearest.to(value, known)
                        .map(meant -> "write " + directive + "=" + meant)
                        .orElse(all));
    }

    static MigrationException noReason(Position position, String rule) {
        return FileProblems.of(
                "DBM-1122",
                "allow=%s gives no reason".formatted(rule),
                position.atLine(),
                "whoever reads it later has to judge whether it still holds",
                "write allow=%s reason=\"…\"".formatted(rule));
    }

    static MigrationException reasonAlone(Position position) {
        return FileProblems.of(
                "DBM-1122",
                "a reason for nothing",
                position.atLine(),
                "a reason belongs right behind the rule it waives",
                "write allow=<rule> reason=\"…\"");
    }

    static MigrationException endAlone(Position position) {
        return FileProblems.of(
                "DBM-1122",
                "an end for nothing",
                position.atLine(),
                "until= belongs right behind the rule that is waived and the reason for it",
                "write allow=<rule> reason=\"…\" until=<year>-<month>-<day>");
    }

    static MigrationException badDay(Position position, String value) {
        return FileProblems.of(
                "DBM-1121",
                "until cannot be \"%s\"".formatted(value),
                position.atLine(),
                "it is the last day on which the waiver holds, and no such day is in the calendar",
                "write until=<year>-<month>-<day>, for example until=2027-01-31");
    }

    static MigrationException contradiction(Position position, String directive, String first, String second) {
        return FileProblems.of(
                "DBM-1123",
                "%s is given twice: %s and %s".formatted(directive, first, second),
                position.atLine(),
                "only one of them can count",
                "keep one of the two");
    }

    static MigrationException twoConversions(Position position, String text) {
        return FileProblems.of(
                "DBM-1124",
                "two conversions on one line: " + text,
                position.atLine(),
                "where the first expression ends cannot be told",
                "write each on a line of its own");
    }

    static MigrationException badCheck(Position position, String text) {
        return FileProblems.of(
                "DBM-1125",
                "check not understood: " + text,
                position.atLine(),
                "a check has a title in quotes, and a query that must give nothing",
                "write check \"title\" expect-zero SELECT …, or check before \"title\" …, or check after \"title\" …");
    }

    static MigrationException noQuery(Position position, String title) {
        return FileProblems.of(
                "DBM-1125",
                "check \"%s\" has no query".formatted(title),
                position.atLine(),
                "only a query can be asked: its rows, or the number it counts, must be none",
                "write check \"%s\" expect-zero SELECT …".formatted(title));
    }

    static MigrationException noExpression(Position position, String conversion) {
        return FileProblems.of(
                "DBM-1124",
                conversion + " = … has no expression",
                position.atLine(),
                "how the values are converted has to be said",
                "write for example: up(email) = lower(mail)");
    }
}
