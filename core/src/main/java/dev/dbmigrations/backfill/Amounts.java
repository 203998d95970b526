package dev.dbmigrations.backfill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Amounts in few letters, as they stand in reasons. */
final class Amounts {
    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");
    private static final int STEP = 1024;
    private static final long MANY_SECONDS = 10;

    private Amounts() {}

    static String text(Duration duration) {
        return duration.toSeconds() >= MANY_SECONDS ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.size() - 1) {
            amount /= STEP;
            unit++;
        }
        return number(amount) + " " + UNITS.get(unit);
    }

    /** One digit behind the point where it says something. */
    static String number(double number) {
        return String.format(Locale.ROOT, number >= STEP ? "%.0f" : "%.1f", number)
                .replaceFirst("\\.0$", "");
    }
}
