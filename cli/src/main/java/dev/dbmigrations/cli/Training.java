package dev.dbmigrations.cli;

import dev.dbmigrations.cli.Surroundings.Streams;
import dev.dbmigrations.cli.terminal.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the launcher runs once after a build, so that Java can keep the classes that the commands load: a small project of
 * its own, migrated forth and back. Where the embedded server cannot run, less is kept and nothing else is lost.
 */
final class Training {
    private static final List<String> COMMANDS = List.of(
            "--version",
            "nonsense",
            "create add_name_to_things name:text",
            "analyze --dialect postgresql --version 17 migrations --report html=report.html",
            "analyze --dialect mariadb --version 11.4 migrations",
            "validate",
            "up",
            "up",
            "status",
            "down --allow-data-loss");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("db-migrations-training-");
        try {
            Path migrations = Files.createDirectory(folder.resolve("migrations"));
            Files.writeString(folder.resolve("db-migrations.toml"), "[env.dev]\nsmall-table-rows = 10\n");
            Files.writeString(migrations.resolve("V1__things.sql"), """
                    CREATE TABLE things (id int PRIMARY KEY, size int);
                    INSERT INTO things SELECT n, n FROM generate_series(1, 2000) AS n;
                    """);
            Files.writeString(
                    migrations.resolve("V2__size.sql"), "ALTER TABLE things ALTER COLUMN size TYPE bigint;\n");
            COMMANDS.forEach(command -> run(folder, command.split(" ")));
        } finally {
            remove(folder);
        }
    }

    private static void run(Path folder, String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), nowhere, nowhere, Screen.NONE, Screen.NONE);
        int exit = Main.run(new Surroundings(streams, Map.of(), folder, new Interruption()), arguments);
        System.out.println(String.join(" ", arguments) + ": exit code " + exit);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
