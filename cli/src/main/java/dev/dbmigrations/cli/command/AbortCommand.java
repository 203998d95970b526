package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ask the run in flight to stop, so that it can be taken back. */
@Command(
        name = "abort",
        customSynopsis = "db-migrations abort [--reason TEXT]",
        description = "Ask the run in flight to stop, so that it can be taken back.")
public final class AbortCommand implements Action {
    @Option(names = "--reason", paramLabel = "TEXT", description = "What the others are told.")
    private String reason = "db-migrations abort";

    @Override
    public Ending run(Call call) {
        return Wishes.told(call, "asked to stop", migrator -> migrator.abort(reason));
    }
}
