package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** How runs are called: the migration and the moment it began, as in {@code V42@20261122-153012-123}. */
public final class RunName {
    private RunName() {}

    /** A name for a run that begins now. */
    public static String of(Migration.Id migration, Instant now) {
        OffsetDateTime moment = now.atOffset(ZoneOffset.UTC);
        int date = (moment.getYear() * 100 + moment.getMonthValue()) * 100 + moment.getDayOfMonth();
        int time = (moment.getHour() * 100 + moment.getMinute()) * 100 + moment.getSecond();
        return migration.label() + "@" + date + "-" + digits(6, time) + "-"
                + digits(3, moment.get(ChronoField.MILLI_OF_SECOND));
    }

    private static String digits(int count, int number) {
        String text = Integer.toString(number);
        return "0".repeat(count - text.length()) + text;
    }

    /** The migration that a run is about. */
    public static String migration(String run) {
        int end = run.lastIndexOf('@');
        return end < 0 ? run : run.substring(0, end);
    }
}
