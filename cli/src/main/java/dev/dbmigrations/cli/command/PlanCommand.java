package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.plan.Plan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what would be done. */
@Command(
        name = "plan",
        customSynopsis = "db-migrations plan [--write] [--strategy STRATEGY] [MIGRATION …]",
        description = "Show the phases with their final SQL. Without MIGRATION: of all that are pending.")
public final class PlanCommand implements Action {
    @Parameters(arity = "0..*", paramLabel = "MIGRATION", description = "A version, a name or a file.")
    private List<String> names = List.of();

    @Option(names = "--write", description = "Write each beside its migration, to be reviewed: up runs nothing else.")
    private boolean write;

    @Mixin
    private StrategyOption strategy = new StrategyOption();

    @Override
    public Ending run(Call call) {
        try (Site site = Site.toRead(call).planningBy(strategy.chosen())) {
            Migrator migrator = site.connect();
            List<Migration> migrations =
                    names.isEmpty() ? migrator.pending(Until.THE_END) : migrator.read(site.relative(names));
            List<Plan> plans = migrator.plan(migrations);
            Ending ending = Plans.shown(call, site, migrator, plans);
            if (write) {
                plans.forEach(plan -> call.display().say("written  " + site.shown(site.writeReviewed(plan))));
            }
            return ending;
        }
    }
}
