package dev.dbmigrations.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that lie beside our classes because they are written in another language than Java. */
public final class BundledText {
    private BundledText() {}

    /** The file of that name in the folder of the class's package. */
    public static String beside(Class<?> owner, String name) {
        try (InputStream content = owner.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is missing beside " + owner.getName());
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
