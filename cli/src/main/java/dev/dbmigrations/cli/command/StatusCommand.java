package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Overview;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Site;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says where the database stands. */
@Command(
        name = "status",
        customSynopsis = "db-migrations status [--check]",
        description = "Show what is applied, pending and in flight, at which step, how far.")
public final class StatusCommand implements Action {
    @Option(names = "--check", description = "Exit with 4 when something is pending or in flight.")
    private boolean check;

    @Override
    public Ending run(Call call) {
        try (Site site = Site.toRead(call)) {
            Migrator migrator = site.connect();
            Overview overview = migrator.overview();
            StatusText text = new StatusText(overview, Clock.systemUTC().instant());
            call.display().say(migrator.server() + ", " + site.description() + "\n" + text.lines());
            call.summary().migrations(overview.applied().size(), text.unfinished());
            overview.inFlight().forEach(run -> call.summary().used(run.strategy()));
            call.summary().issues(overview.problems().size());
            Ending ending = Ending.done(text.details());
            return check && text.unfinished() > 0 ? ending.with(ExitCode.PENDING) : ending;
        }
    }
}
