package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A finding in sentences, for reports that have no place for a caret. */
final class FindingMessage {
    private FindingMessage() {}

    /** The words it points at, as written. */
    static String words(Finding finding) {
        Place place = finding.place();
        String line = place.lines().isEmpty() ? "" : place.lines().getLast();
        int from = Math.min(place.offset(), line.length());
        int to = Math.min(from + Math.max(0, place.length()), line.length());
        return line.substring(from, to);
    }

    /** For example {@code CREATE INDEX stops all writes to orders for 25 s; build it concurrently}. */
    static String of(Finding finding) {
        return words(finding) + " " + finding.message().harm() + "; instead: "
                + finding.message().instead();
    }

    /**
     * The same for the same statement of the same file, wherever in it that stands.
     *
     * @param number of the finding among those that would be told apart by nothing else
     */
    static String fingerprint(Finding finding, int number) {
        String line = finding.place().lines().isEmpty()
                ? ""
                : finding.place().lines().getLast().strip();
        String told =
                String.join("\0", finding.rule(), finding.place().position().file(), line, words(finding), "" + number);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
