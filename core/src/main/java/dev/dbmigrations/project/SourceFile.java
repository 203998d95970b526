package dev.dbmigrations.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a migration folder, found but not yet read.
 *
 * @param path where it is
 * @param shown as the user would type it
 * @param script relative to its folder, parts separated by {@code /}, as histories record it
 * @param size in bytes when it was found
 */
public record SourceFile(Path path, String shown, String script, long size) {

    /**
     * Its text, to be closed by the caller; a byte order mark is left out.
     *
     * @throws dev.dbmigrations.MigrationException if it cannot be opened, and when read if it is not UTF-8
     */
    public Reader open() {
        try {
            return Utf8Reader.open(this);
        } catch (IOException e) {
            throw FileProblems.unreadable(shown, e);
        }
    }

    /** The whole text. */
    public String text() {
        try (Reader reader = open()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw FileProblems.unreadable(shown, e);
        }
    }

    /** Flyway's checksum of the whole file; reads it. */
    public int checksum() {
        try (InputStream stream = Files.newInputStream(path)) {
            return Checksum.of(stream);
        } catch (IOException e) {
            throw FileProblems.unreadable(shown, e);
        }
    }

    String name() {
        return script.substring(script.lastIndexOf('/') + 1);
    }
}
