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
        boolean digitBefore = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !(digitBefore && (c == '.' || c == '_'))) {
                return false;
            }
            digitBefore = digit;
        }
        return digitBefore;
    }

    /** Compares digit by digit: thousands of versions are sorted each time a folder is looked at. */
    @Override
    public int compareTo(Version other) {
        int mine = 0;
        int theirs = 0;
        while (mine < text.length() || theirs < other.text.length()) {
            int myEnd = endOfPart(text, mine);
            int theirEnd = endOfPart(other.text, theirs);
            int order = compareParts(mine, myEnd, other.text, theirs, theirEnd);
            if (order != 0) {
                return order;
            }
            mine = myEnd + 1;
            theirs = theirEnd + 1;
        }
        return 0;
    }

    /** A part that is not there counts as zero. */
    private int compareParts(int begin, int end, String other, int otherBegin, int otherEnd) {
        int mine = skipZeros(text, begin, end);
        int theirs = skipZeros(other, otherBegin, otherEnd);
        int order = Integer.compare(end - mine, otherEnd - theirs);
        for (int i = 0; order == 0 && mine + i < end; i++) {
            order = Character.compare(text.charAt(mine + i), other.charAt(theirs + i));
        }
        return order;
    }

    private static int endOfPart(String text, int begin) {
        int end = begin;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '_') {
            end++;
        }
        return end;
    }

    private static int skipZeros(String text, int begin, int end) {
        int first = begin;
        while (first < end && text.charAt(first) == '0') {
            first++;
        }
        return first;
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
