package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.OnFailure;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.OutOfOrder;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Run;
import dev.dbmigrations.cli.Site;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs what is pending. */
@Command(
        name = "up",
        customSynopsis = "db-migrations up [--to V] [--dry-run] [--pace PACE] [OPTIONS]",
        description = "Run what is pending, phase by phase, up to the first closed gate.")
public final class UpCommand implements Action {

    /** What the option says. */
    enum Late {
        APPLY,
        SKIP
    }

    /** What the option says. */
    enum Failing {
        STOP(OnFailure.STOP),
        ROLLBACK(OnFailure.ROLL_BACK);

        private final OnFailure meaning;

        Failing(OnFailure meaning) {
            this.meaning = meaning;
        }
    }

    @Option(names = "--to", paramLabel = "V", description = "The last version to run.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--dry-run", description = "Print what would run, and change nothing.")
    private boolean dryRun;

    @Option(names = "--allow-data-loss", description = "Accept that steps destroy data which no snapshot holds.")
    private boolean allowDataLoss;

    @Option(names = "--allow-no-undo", description = "Accept migrations that have no way back.")
    private boolean allowNoUndo;

    @Option(names = "--replan", description = "Accept plans that differ from the reviewed ones.")
    private boolean replan;

    @Option(
            names = "--out-of-order",
            paramLabel = "WHAT",
            description =
                    "apply or skip pending versions lower than the latest applied one; without it they are refused.")
    private Optional<Late> outOfOrder = Optional.empty();

    @Option(
            names = "--on-failure",
            paramLabel = "WHAT",
            description =
                    "rollback (the default) takes a migration back when it fails, stop leaves it, to be gone on with or taken back.")
    private Optional<Failing> onFailure = Optional.empty();

    @Mixin
    private PaceOption pace = new PaceOption();

    @Mixin
    private StrategyOption strategy = new StrategyOption();

    @Override
    public Ending run(Call call) {
        Until until = new Until(to);
        Accepted accepted = new Accepted(allowDataLoss, allowNoUndo, replan);
        OutOfOrder late = outOfOrder
                .map(choice -> OutOfOrder.valueOf(choice.name().toUpperCase(Locale.ROOT)))
                .orElse(OutOfOrder.REFUSE);
        try (Site site = dryRun ? Site.toRead(call, pace.settings()) : Site.toChange(call, pace.settings())) {
            Migrator migrator = site.planningBy(strategy.chosen()).connect(accepted, late);
            if (dryRun) {
                return Plans.shown(call, site, migrator, migrator.plan(migrator.pending(until)));
            }
            OnFailure failing = onFailure.map(f -> f.meaning).orElseGet(site::onFailure);
            Outcome outcome = Run.on(call, migrator)
                    .tell(listener -> migrator.up(until, failing, site.precaution(listener::note), listener));
            return Outcomes.told(call, outcome, "applied");
        }
    }
}
