package dev.dbmigrations.analyze;

import java.util.List;
import java.util.Locale;

/** Quantities as a person would say them. */
public final class InWords {
    private static final long EXACT = 10_000;
    private static final int KILO = 1024;

    private InWords() {}

    /** For example {@code 41 million rows}. */
    public static String rows(long count) {
        if (count == 0) {
            return "no rows";
        }
        return number(count) + (count == 1 ? " row" : " rows");
    }

    /** For example {@code 9,999}, {@code 41 million}, {@code 1.5 billion}. */
    public static String number(long count) {
        if (Math.abs(count) < 1_000) {
            return Long.toString(count);
        }
        if (count < EXACT) {
            return String.format(Locale.ROOT, "%,d", count);
        }
        double scaled = count / 1e3;
        String unit = "thousand";
        for (String next : List.of("million", "billion")) {
            if (scaled >= 999.5) {
                scaled /= 1e3;
                unit = next;
            }
        }
        return twoDigits(scaled) + " " + unit;
    }

    /** For example {@code 4.1 GB}. */
    public static String bytes(long count) {
        double scaled = count;
        String unit = "bytes";
        for (String next : List.of("kB", "MB", "GB", "TB")) {
            if (scaled >= KILO) {
                scaled /= KILO;
                unit = next;
            }
        }
        return twoDigits(scaled) + " " + unit;
    }

    private static String twoDigits(double value) {
        if (value >= 9.95 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** {@code 1 error}, {@code 2 errors}. */
    public static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
