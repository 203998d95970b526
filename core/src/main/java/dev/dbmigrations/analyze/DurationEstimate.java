package dev.dbmigrations.analyze;

import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Size;
import java.time.Duration;
import java.util.Objects;

/**
 * How long a piece of work on a table takes, as a range.
 *
 * <p>The rates were measured on PostgreSQL 15.20 with 2 cores, 3 million rows, 384 MB of heap and a warm cache (safety
 * catalogue §0.2), those of what is done in batches by {@code EstimatesTest} and {@code bench/measure} on PostgreSQL 18. The slow end
 * assumes that the table comes from a disk.
 *
 * @param low when all goes well
 * @param high when it does not
 * @param basis what it rests on
 */
public record DurationEstimate(Duration low, Duration high, Basis basis) {
    public static final DurationEstimate INSTANT = new DurationEstimate(Duration.ZERO, Duration.ofMillis(10));

    private static final double MEGABYTE = 1 << 20;
    private static final double SAMPLE = 30_000;

    private static final Duration ABOUT_NOTHING = Duration.ofMillis(100);

    /**
     * Work whose time follows from its rows and from their bytes: narrow rows cost little less than wide ones.
     *
     * @param rows a second, apart from their bytes
     * @param megabytes of the table a second, apart from its rows
     */
    private record Rate(double rows, double megabytes) {

        double seconds(Size size) {
            return size.rows() / rows + size.bytes() / MEGABYTE / megabytes;
        }
    }

    /**
     * @param fast warm, with short values and few indexes
     * @param slow from a network disk of a cloud provider (250 MB/s), with long ones or many
     */
    private record Rates(Rate fast, Rate slow) {

        static Rates of(Effort effort) {
            return switch (effort) {
                // VALIDATE of a check: 0.24 s; of a foreign key: 0.78 s.
                case SCAN -> new Rates(new Rate(25_000_000, 3_200), new Rate(5_000_000, 250));
                case SAMPLE -> new Rates(new Rate(200_000, 1_600), new Rate(50_000, 50));
                // On a bigint: 1.07 s; on 64 bytes of text: 6.85 s.
                case INDEX_BUILD -> new Rates(new Rate(6_000_000, 2_200), new Rate(500_000, 400));
                // 1.5 times that.
                case CONCURRENT_BUILD -> new Rates(new Rate(4_000_000, 1_500), new Rate(330_000, 260));
                // With two indexes, ADD COLUMN … STORED: 5.44 s; a volatile default: 12.25 s.
                case REWRITE -> new Rates(new Rate(900_000, 600), new Rate(300_000, 150));
                // With two indexes: 80,000 rows a second; without: 240,000.
                case UPDATE -> new Rates(new Rate(200_000, 1_600), new Rate(30_000, 250));
                // Five million rows with two indexes: 29.5 s; beside others on two processors a seventh of that.
                case BACKFILL -> new Rates(new Rate(170_000, 1_600), new Rate(25_000, 250));
                case COPY -> new Rates(new Rate(1_200_000, 1_600), new Rate(200_000, 250));
                // Most of it goes by the row: what was written last is seen for the first time.
                case PROOF -> new Rates(new Rate(800_000, 1_600), new Rate(150_000, 250));
                // Both tables, narrow rows: 255 ms of a processor for a million.
                case COMPARISON -> new Rates(new Rate(4_000_000, 1_600), new Rate(600_000, 125));
            };
        }
    }

    /** An estimate by figures of another server. */
    public DurationEstimate(Duration low, Duration high) {
        this(low, high, Basis.CATALOGUE);
    }

    /** Estimates in plans of earlier versions, which the journal may hold, do not tell what they rest on. */
    public DurationEstimate {
        basis = Objects.requireNonNullElse(basis, Basis.CATALOGUE);
    }

    /** By the rates that were measured elsewhere. */
    public static DurationEstimate of(Effort effort, Size size) {
        Rates rates = Rates.of(effort);
        Size worked = effort == Effort.SAMPLE ? sampled(size) : size;
        return seconds(rates.fast.seconds(worked), rates.slow.seconds(worked));
    }

    /** What a server that takes 30,000 rows looks at. */
    private static Size sampled(Size size) {
        double part = Math.min(1, SAMPLE / Math.max(1, size.rows()));
        return new Size(Math.round(size.rows() * part), Math.round(size.bytes() * part), 0);
    }

    /** By the rates that were measured elsewhere. */
    public static DurationEstimate of(Work work, Size size) {
        return Experience.CATALOGUE.of(work, size);
    }

    /** So many times longer or shorter than the middle, and within a factor of it. */
    public DurationEstimate corrected(double factor, double spread, Basis by) {
        double seconds = middle().toMillis() / 1e3 * factor;
        DurationEstimate range = seconds(seconds / spread, seconds * spread);
        return new DurationEstimate(range.low, range.high, by);
    }

    /** The geometric mean: a range of times is one of factors. */
    public Duration middle() {
        return Duration.ofMillis(Math.round(Math.sqrt((double) Math.max(1, low.toMillis()) * high.toMillis())));
    }

    private static DurationEstimate seconds(double low, double high) {
        return new DurationEstimate(millis(low), millis(high).plus(INSTANT.high));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    public DurationEstimate plus(DurationEstimate other) {
        return new DurationEstimate(low.plus(other.low), high.plus(other.high), basis.and(other.basis));
    }

    /** So many times the work. */
    public DurationEstimate times(double factor) {
        return new DurationEstimate(
                Duration.ofMillis(Math.round(low.toMillis() * factor)),
                Duration.ofMillis(Math.round(high.toMillis() * factor)),
                basis);
    }

    /** The same work on a server that was found to take so many times longer. */
    public DurationEstimate probed(double slowness) {
        DurationEstimate longer = times(slowness);
        return new DurationEstimate(longer.low, longer.high, Basis.PROBE);
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

    /** The same, and what it rests on where anybody would notice. */
    public String wordsWithBasis() {
        return isInstant() ? words() : words() + " (" + basis.words() + ")";
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
