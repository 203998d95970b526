package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts in files; {@code -Dgolden=write} makes what is the expected, and the difference is reviewed. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    private Golden() {}

    static void holds(String name, String actual) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as("%s; run with -Dgolden=write if the new text is right", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
