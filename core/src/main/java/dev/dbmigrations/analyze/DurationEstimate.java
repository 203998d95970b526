package dev.dbmigrations.analyze;

import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Size;
import java.time.Duration;

/**
 * How long a piece of work on a table takes, as a range.
 *
 * <p>The rates were measured on PostgreSQL 15.20 with 2 cores, 3 million rows, 384 MB of heap and a warm cache (safety
 * catalogue §0.2). The slow end of a scan assumes that the table comes from a disk.
 *
 * @param low when all goes well
 * @param high when it does not
 */
public record DurationEstimate(Duration low, Duration high) {
    public static final DurationEstimate INSTANT = new DurationEstimate(Duration.ZERO, Duration.ofMillis(10));

    private static final double MEGABYTE = 1 << 20;
    /** VALIDATE of a simple check, warm: 1,600 MB/s. */
    private static final double SCAN_FAST = 1_600;
    /** A network disk of a cloud provider: 250 MB/s (assumed). */
    private static final double SCAN_SLOW = 250;
    /** CREATE INDEX on a bigint: 360 MB of heap a second. */
    private static final double BUILD_FAST = 360;
    /** CREATE INDEX on 64 bytes of text: 56 MB of heap a second. */
    private static final double BUILD_SLOW = 56;
    /** ADD COLUMN … STORED with two indexes: 71 MB of heap a second. */
    private static final double REWRITE_FAST = 71;
    /** A volatile default with two indexes: 31 MB of heap a second. */
    private static final double REWRITE_SLOW = 31;
    /** UPDATE with two indexes: 80,000 rows a second. */
    private static final double ROWS_FAST = 80_000;
    /** The same from a disk, with more indexes (assumed: a fifth). */
    private static final double ROWS_SLOW = 16_000;

    private static final Duration ABOUT_NOTHING = Duration.ofMillis(100);

    public static DurationEstimate of(Work work, Size size) {
        double megabytes = size.bytes() / MEGABYTE;
        return switch (work) {
            case METADATA -> INSTANT;
            case SCAN -> seconds(megabytes / SCAN_FAST, megabytes / SCAN_SLOW);
            case INDEX_BUILD -> seconds(megabytes / BUILD_FAST, megabytes / BUILD_SLOW);
            case REWRITE -> seconds(megabytes / REWRITE_FAST, megabytes / REWRITE_SLOW);
            case ROWS -> seconds(size.rows() / ROWS_FAST, size.rows() / ROWS_SLOW);
        };
    }

    private static DurationEstimate seconds(double low, double high) {
        return new DurationEstimate(millis(low), millis(high).plus(INSTANT.high));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    public DurationEstimate plus(DurationEstimate other) {
        return new DurationEstimate(low.plus(other.low), high.plus(other.high));
    }

    /** The same work on a server that takes so many times longer. */
    public DurationEstimate times(double factor) {
        return new DurationEstimate(
                Duration.ofMillis(Math.round(low.toMillis() * factor)),
                Duration.ofMillis(Math.round(high.toMillis() * factor)));
    }

    /** Whether nobody would notice. */
    public boolean isInstant() {
        return high.compareTo(ABOUT_NOTHING) < 0;
    }

    /** For example {@code about 50 s}, {@code 6 to 40 s}, {@code 50 s to 5 min}. */
    public String words() {
        if (isInstant()) {
            return "less than 0.1 s";
        }
        Said from = Said.of(low);
        Said to = Said.of(high);
        if (from.equals(to) || high.toMillis() < low.toMillis() * 1.3) {
            return "about " + to;
        }
        if (low.compareTo(ABOUT_NOTHING) < 0) {
            return "up to " + to;
        }
        return from.unit().equals(to.unit()) ? from.number() + " to " + to : from + " to " + to;
    }

    private record Said(String number, String unit) {
        private static final double MINUTES_FROM = 100;
        private static final double HOURS_FROM = 100 * 60;
        private static final double DAYS_FROM = 48 * 3600;

        static Said of(Duration duration) {
            double seconds = duration.toMillis() / 1e3;
            if (seconds < MINUTES_FROM) {
                return new Said(rounded(seconds), "s");
            }
            if (seconds < HOURS_FROM) {
                return new Said(rounded(seconds / 60), "min");
            }
            return seconds < DAYS_FROM
                    ? new Said(rounded(seconds / 3600), "h")
                    : new Said(rounded(seconds / 86_400), "days");
        }

        /** Two digits at the most: it is an estimate. */
        private static String rounded(double value) {
            if (value < 1) {
                return "0." + Math.max(1, Math.min(9, Math.round(value * 10)));
            }
            return String.valueOf(value < 20 ? Math.round(value) : Math.round(value / 5) * 5);
        }

        @Override
        public String toString() {
            return number + " " + unit;
        }
    }
}
