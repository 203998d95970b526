package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is known not to be as a promise says, in a file beside the case that anybody can read; no file when all is well.
 *
 * <p>{@code -Dgolden=write} writes what is the case on the newest server of a product.
 */
final class TextGolden {
    private TextGolden() {}

    static void assertMatches(OnServer where, String role, String actual) {
        if ("write".equals(System.getProperty("golden")) && where.isNewest()) {
            write(where.question().file(where.goldenFile(role)), actual);
        }
        assertThat(actual).as("%s of %s", role, where).isEqualTo(where.golden(role));
    }

    private static void write(Path file, String actual) {
        try {
            if (actual.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, actual);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
