package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs, packed. */
interface Archive {

    /** Unpacks them into an empty folder. */
    void unpackTo(Path folder) throws IOException;

    /** Where an entry is to be written. */
    static Path placeOf(String entry, Path folder) throws IOException {
        Path target = folder.resolve(entry).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException(entry + " would be written outside " + folder);
        }
        return target;
    }

    static void setProgram(Path file, boolean program) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
