package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.UsageFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Writes the configuration and the folder of a new project. */
@Command(
        name = "init",
        customSynopsis = "db-migrations init",
        description = "Write db-migrations.toml and migrations/ where there are none.")
public final class InitCommand implements Action {
    private static final String CONFIGURATION = """
            migrations = "migrations"

            [env.dev]                      # no url: a PostgreSQL of its own, in .db-migrations/
            gates = "open"                 # the old shape goes at once: nobody else is connected

            [env.production]
            url = "${DATABASE_URL}"
            protected = true               # whatever changes it needs --confirm production
            lock-timeout = "500ms"         # every DDL step; retried with back-off
            max-replica-lag = "5s"
            """;

    @Override
    public Ending run(Call call) {
        Path folder = call.options().directory();
        Path file = folder.resolve("db-migrations.toml");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, CONFIGURATION, StandardOpenOption.CREATE_NEW);
            Files.createDirectories(folder.resolve("migrations"));
        } catch (FileAlreadyExistsException e) {
            throw UsageFailures.wrong(
                    "this project has its configuration already",
                    file.toString(),
                    "init writes only where nothing is",
                    "db-migrations status");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        call.display().say("written  " + file);
        call.display().say("made     " + folder.resolve("migrations"));
        call.display().say("next     db-migrations create add_users_table name:text email:text:unique");
        return Ending.done(Map.of("written", List.of(file.toString())));
    }
}
