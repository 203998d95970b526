package dev.dbmigrations.change;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The version of a migration, compared part by part as Flyway does (13.0: {@code MigrationVersion}): {@code 1.0} equals
 * {@code 1}, {@code 1_2} equals {@code 1.2}, leading zeros do not count.
 */
public record Version(String text) implements Comparable<Version> {

    public List<BigInteger> parts() {
        List<BigInteger> parts = new ArrayList<>();
        for (String part : text.replace('_', '.').split("\\.", -1)) {
            parts.add(new BigInteger(part));
        }
        while (parts.size() > 1 && parts.getLast().signum() == 0) {
            parts.removeLast();
        }
        return parts;
    }

    /** Whether the text has the form of a version: digits in parts separated by a dot or underscore. */
    public static boolean isWellFormed(String text) {
        return text.matches("\\d+([._]\\d+)*");
    }

    @Override
    public int compareTo(Version other) {
        List<BigInteger> mine = parts();
        List<BigInteger> theirs = other.parts();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            BigInteger a = i < mine.size() ? mine.get(i) : BigInteger.ZERO;
            BigInteger b = i < theirs.size() ? theirs.get(i) : BigInteger.ZERO;
            int order = a.compareTo(b);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
