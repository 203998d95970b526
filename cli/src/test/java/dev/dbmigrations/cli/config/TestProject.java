package dev.dbmigrations.cli.config;

import dev.dbmigrations.cli.config.Sources.Options;
import dev.dbmigrations.cli.config.Sources.PasswordSource;
import dev.dbmigrations.cli.config.Sources.Search;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder with a configuration, and everything else settings can come from. */
final class TestProject {
    private final Path root;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> options = new TreeMap<>();
    private Path directory;
    private Optional<Path> file = Optional.empty();
    private Optional<String> environment = Optional.empty();
    private PasswordSource password = PasswordSource.NOT_GIVEN;
    private String typed = "";

    TestProject(Path root) {
        this.root = root;
        this.directory = root;
    }

    TestProject with(String name, String... lines) {
        try {
            Path written = root.resolve(name);
            Files.createDirectories(written.resolveSibling("."));
            Files.writeString(written, String.join("\n", lines) + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestProject toml(String... lines) {
        return with("db-migrations.toml", lines);
    }

    TestProject permissions(String name, String permissions) {
        try {
            Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString(permissions));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestProject variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    TestProject option(String key, String value) {
        options.put(key, value);
        return this;
    }

    TestProject environment(String name) {
        environment = Optional.of(name);
        return this;
    }

    TestProject in(String folder) {
        directory = root.resolve(folder);
        return this;
    }

    TestProject file(String name) {
        file = Optional.of(Path.of(name));
        return this;
    }

    TestProject passwordTyped(String text) {
        password = PasswordSource.STANDARD_INPUT;
        typed = text;
        return this;
    }

    Configuration read() {
        return Configuration.read(new Sources(
                new Search(directory, file),
                variables,
                new Options(environment, options, password),
                root,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))));
    }

    Settings settings() {
        return read().settings();
    }

    ConnectionTarget connection() {
        return (ConnectionTarget) settings().target();
    }
}
