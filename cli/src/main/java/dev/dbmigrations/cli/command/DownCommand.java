package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Back;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Run;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.cli.UsageFailures;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes migrations back. */
@Command(
        name = "down",
        customSynopsis = "db-migrations down [-n N | --to V] [--dry-run] [--pace PACE] [--allow-data-loss]",
        description = "Undo the last migration, or abort the one in flight.")
public final class DownCommand implements Action {
    @Option(names = "-n", paramLabel = "N", description = "How many.")
    private int count = 1;

    @Option(names = "--to", paramLabel = "V", description = "Down to this version, which stays.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--dry-run", description = "Print what would run, and change nothing.")
    private boolean dryRun;

    @Option(names = "--allow-data-loss", description = "Accept that steps destroy data which no snapshot holds.")
    private boolean allowDataLoss;

    @Mixin
    private PaceOption pace = new PaceOption();

    @Override
    public Ending run(Call call) {
        if (count < 1) {
            throw UsageFailures.wrong(
                    "there is nothing to take back",
                    "-n " + count,
                    "-n counts migrations, from 1",
                    "db-migrations down");
        }
        Back back = new Back(count, to);
        try (Site site = dryRun ? Site.toRead(call, pace.settings()) : Site.toChange(call, pace.settings())) {
            Migrator migrator = site.connect(new Accepted(allowDataLoss, false, false), OutOfOrder.REFUSE);
            if (dryRun) {
                return Plans.shown(call, site, migrator, migrator.planDown(back));
            }
            Outcome outcome = Run.on(call, migrator).tell(listener -> migrator.down(back, listener));
            return Outcomes.takenBack(call, outcome);
        }
    }
}
