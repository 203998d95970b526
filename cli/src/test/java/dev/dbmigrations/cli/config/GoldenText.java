package dev.dbmigrations.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts about the configuration, kept in files; {@code -Dgolden=write} rewrites them. */
public final class GoldenText {
    private static final Path ROOT = Path.of("src/test/golden/config");

    private GoldenText() {}

    /** Holds the text to the file of that name, byte for byte. */
    public static void assertMatches(String name, String actual) {
        Path file = ROOT.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(ROOT);
                Files.writeString(file, actual);
            }
            assertThat(file).as("golden file; write it with -Dgolden=write").exists();
            assertThat(actual).as("golden %s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
