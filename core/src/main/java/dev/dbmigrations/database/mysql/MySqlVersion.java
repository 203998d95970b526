package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.ServerVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of MySQL or MariaDB, down to the patch: what is instant in one release is a copy of the table in the one before.
 *
 * @param flavour whose release it is
 * @param major for example 11
 * @param minor for example 4
 * @param patch for example 5
 */
public record MySqlVersion(Flavour flavour, int major, int minor, int patch) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?");

    /** The two families. */
    public enum Flavour {
        MYSQL("mysql"),
        MARIADB("mariadb");

        private final String product;

        Flavour(String product) {
            this.product = product;
        }

        /** What users call it. */
        public String product() {
            return product;
        }
    }

    /**
     * @param text as {@code SELECT VERSION()} gives it, for example {@code 8.0.33} or {@code 11.4.5-MariaDB-log}
     */
    public static MySqlVersion of(String text) {
        Flavour flavour = text.contains("MariaDB") ? Flavour.MARIADB : Flavour.MYSQL;
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("not a version of MySQL or MariaDB: " + text);
        }
        int patch = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
        return new MySqlVersion(flavour, Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), patch);
    }

    /** The release meant by a major version alone: MariaDB counts from 10, MySQL is at 8 and 9. The latest long-term release of each. */
    public static MySqlVersion ofMajor(int major) {
        return switch (major) {
            case 10 -> new MySqlVersion(Flavour.MARIADB, 10, 11, 5);
            case 11 -> new MySqlVersion(Flavour.MARIADB, 11, 4, 5);
            case 8 -> new MySqlVersion(Flavour.MYSQL, 8, 0, 33);
            case 9 -> new MySqlVersion(Flavour.MYSQL, 9, 7, 0);
            default -> new MySqlVersion(major > 9 ? Flavour.MARIADB : Flavour.MYSQL, major, 0, 0);
        };
    }

    /**
     * The release that users call so, for example {@code 8.0}, {@code 8.0.28} or {@code 11.4}. Without a patch it is the one of that series
     * on which this program is tested, or else its first.
     *
     * @return empty for what is no release, or older than MySQL 8.0 and MariaDB 10.6
     */
    static Optional<MySqlVersion> named(String product, String release) {
        Matcher numbers = RELEASE.matcher(release);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        Flavour flavour = Flavour.valueOf(product.toUpperCase(Locale.ROOT));
        int major = Integer.parseInt(numbers.group(1));
        MySqlVersion tested = ofMajor(major);
        int minor = numbers.group(2) == null ? tested.minor : Integer.parseInt(numbers.group(2));
        int unsaid = tested.flavour == flavour && tested.minor == minor ? tested.patch : 0;
        int patch = numbers.group(3) == null ? unsaid : Integer.parseInt(numbers.group(3));
        boolean known =
                flavour == Flavour.MARIADB ? major >= 10 && (major > 10 || minor >= 6) : major == 8 || major == 9;
        return known ? Optional.of(new MySqlVersion(flavour, major, minor, patch)) : Optional.empty();
    }

    public boolean isMariaDb() {
        return flavour == Flavour.MARIADB;
    }

    /** Whether it is of the flavour and not older than the release. */
    public boolean is(Flavour wanted, int wantedMajor, int wantedMinor, int wantedPatch) {
        if (flavour != wanted) {
            return false;
        }
        if (major != wantedMajor) {
            return major > wantedMajor;
        }
        return minor == wantedMinor ? patch >= wantedPatch : minor > wantedMinor;
    }

    ServerVersion asServerVersion() {
        String numbers = major + "." + minor + "." + patch;
        return new ServerVersion(flavour.product(), major, minor, isMariaDb() ? numbers + "-MariaDB" : numbers);
    }
}
