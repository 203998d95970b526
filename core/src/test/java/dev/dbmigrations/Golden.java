package dev.dbmigrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts the program prints, kept in files under {@code src/test/golden} so that a change of words is seen in review.
 *
 * <p>{@code mvn … -Dgolden=write} rewrites them.
 */
public final class Golden {
    private static final Path ROOT = Path.of("src/test/golden");

    private Golden() {}

    /** Holds the text to the file of that name, byte for byte. */
    public static void assertMatches(String name, String actual) {
        Path file = ROOT.resolve(name);
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, actual);
            }
            assertThat(file).as("golden file; write it with -Dgolden=write").exists();
            assertThat(actual).as("golden %s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
