package dev.dbmigrations.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 500MB}, {@code 20GB}, {@code 1.5TB}; a kilobyte has 1,024 bytes. */
final class Sizes {
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?(B|KB|MB|GB|TB)");
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
    private static final int STEP = 1024;

    private Sizes() {}

    /** In bytes; empty when it is no size. */
    static OptionalLong parse(String text) {
        Matcher parts = WHOLE.matcher(text.strip().toUpperCase(Locale.ROOT));
        return parts.matches()
                ? OptionalLong.of((long) (Double.parseDouble(parts.group(1)) * unit(parts.group(2))))
                : OptionalLong.empty();
    }

    private static double unit(String word) {
        return Math.pow(STEP, UNITS.indexOf(word));
    }
}
