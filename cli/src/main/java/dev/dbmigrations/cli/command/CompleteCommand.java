package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.WindowEnd;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Run;
import dev.dbmigrations.cli.Site;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the gate before which a migration waits. */
@Command(
        name = "complete",
        customSynopsis = "db-migrations complete [V] [--now] [--pace PACE] [--allow-data-loss]",
        description = "Open the gate of the migration that waits, and finish it: the old shape goes.")
public final class CompleteCommand implements Action {
    @Parameters(arity = "0..1", paramLabel = "V", description = "Which one, when several wait.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--now", description = "End the revert window as well: what is kept for the way back goes.")
    private boolean now;

    @Option(names = "--allow-data-loss", description = "Accept that steps destroy data which no snapshot holds.")
    private boolean allowDataLoss;

    @Mixin
    private PaceOption pace = new PaceOption();

    @Override
    public Ending run(Call call) {
        try (Site site = Site.toChange(call, pace.settings())) {
            Migrator migrator = site.connect(new Accepted(allowDataLoss, false, false), OutOfOrder.REFUSE);
            WindowEnd window = now ? WindowEnd.NOW : WindowEnd.BY_ITSELF;
            Outcome outcome = Run.on(call, migrator).tell(listener -> migrator.complete(version, window, listener));
            return Outcomes.told(call, outcome, "completed");
        }
    }
}
