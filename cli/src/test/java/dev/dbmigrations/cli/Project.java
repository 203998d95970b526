package dev.dbmigrations.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's folder, made for one test. */
record Project(Path folder) {

    static Project in(Path folder, String configuration) {
        Project project = new Project(folder);
        project.write("db-migrations.toml", configuration);
        return project;
    }

    Project write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project migration(String name, String sql) {
        return write("migrations/" + name + ".sql", sql + "\n");
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
