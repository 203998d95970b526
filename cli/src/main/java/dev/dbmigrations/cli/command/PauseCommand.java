package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ask the run in flight to wait between two batches. */
@Command(
        name = "pause",
        customSynopsis = "db-migrations pause [--reason TEXT]",
        description = "Ask the run in flight to wait between two batches.")
public final class PauseCommand implements Action {
    @Option(names = "--reason", paramLabel = "TEXT", description = "What the others are told.")
    private String reason = "db-migrations pause";

    @Override
    public Ending run(Call call) {
        return Wishes.told(call, "asked to wait", migrator -> migrator.pause(reason));
    }
}
