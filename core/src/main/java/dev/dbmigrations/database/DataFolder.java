package dev.dbmigrations.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The folder in which a server says that its data lies, when there is such a folder on this machine: then the server is
 * taken to run here. Another server's folder of the same name could deceive; that of a container or another host cannot.
 */
public final class DataFolder {
    private final Optional<Path> here;

    private DataFolder(Optional<Path> here) {
        this.here = here;
    }

    /**
     * @param told by the server; empty when it does not tell
     */
    public static DataFolder of(String told) {
        try {
            return new DataFolder(Optional.of(told)
                    .filter(text -> !text.isBlank())
                    .map(Path::of)
                    .filter(path -> path.isAbsolute() && Files.isDirectory(path)));
        } catch (InvalidPathException e) {
            return new DataFolder(Optional.empty());
        }
    }

    public OptionalLong free() {
        if (here.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.getFileStore(here.get()).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    public OptionalInt processors() {
        return here.isPresent() ? OptionalInt.of(Runtime.getRuntime().availableProcessors()) : OptionalInt.empty();
    }
}
