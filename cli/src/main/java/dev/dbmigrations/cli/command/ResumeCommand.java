package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import picocli.CommandLine.Command;

/** Takes back a wish to pause or to abort. */
@Command(
        name = "resume",
        customSynopsis = "db-migrations resume",
        description = "Take back a pause or an abort: the run in flight goes on.")
public final class ResumeCommand implements Action {
    @Override
    public Ending run(Call call) {
        return Wishes.told(call, "told to go on", Migrator::resume);
    }
}
