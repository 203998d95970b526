package dev.dbmigrations.project;

import dev.dbmigrations.project.MigrationFolder.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A project's folder with files that a test writes. */
record TestFolder(Path root) {

    TestFolder with(String name, String... lines) {
        return withBytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    TestFolder withEmpty(String... names) {
        for (String name : names) {
            with(name, "SELECT 1;");
        }
        return this;
    }

    TestFolder withBytes(String name, byte[] bytes) {
        try {
            Path file = root.resolve("migrations").resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Search search() {
        return new Search(List.of(root.resolve("migrations")), root, Set.of("postgresql"));
    }

    MigrationFolder read() {
        return MigrationFolder.read(search());
    }

    MigrationFile only() {
        List<MigrationFile> files = read().files();
        if (files.size() != 1) {
            throw new AssertionError("one migration expected: " + files);
        }
        return files.getFirst();
    }
}
