package dev.dbmigrations.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Stretches of time as a person would say them. */
public final class Spans {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;
    private static final int EXACT_SECONDS = 10;

    private Spans() {}

    /** For example {@code 120 ms}, {@code 4.1 s}, {@code 2 min 5 s}, {@code 3 h 10 min}, {@code 2 days 1 h}. */
    public static String text(Duration span) {
        long seconds = span.toSeconds();
        if (span.toMillis() < 1000) {
            return span.toMillis() + " ms";
        }
        if (seconds < EXACT_SECONDS) {
            return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0)
                    .replace(".0 s", " s");
        }
        if (seconds < SECONDS_PER_MINUTE) {
            return seconds + " s";
        }
        long minutes = span.toMinutes();
        if (minutes < MINUTES_PER_HOUR) {
            return two(minutes, "min", span.toSecondsPart(), "s");
        }
        long hours = span.toHours();
        return hours < HOURS_PER_DAY
                ? two(hours, "h", span.toMinutesPart(), "min")
                : two(span.toDays(), span.toDays() == 1 ? "day" : "days", span.toHoursPart(), "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
