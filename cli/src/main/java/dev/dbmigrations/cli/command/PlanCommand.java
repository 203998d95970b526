package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.report.AnalysisReport;
import dev.dbmigrations.report.AnalysisReport.Basis;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.AnalysisReport.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what would be done. */
@Command(
        name = "plan",
        customSynopsis = "db-migrations plan [--write] [--strategy STRATEGY] [--report FORMAT[=FILE]] [MIGRATION …]",
        description = "Show the phases with their final SQL. Without MIGRATION: of all that are pending.")
public final class PlanCommand implements Action {
    @Parameters(arity = "0..*", paramLabel = "MIGRATION", description = "A version, a name or a file.")
    private List<String> names = List.of();

    @Option(names = "--write", description = "Write each beside its migration, to be reviewed: up runs nothing else.")
    private boolean write;

    @Mixin
    private StrategyOption strategy = new StrategyOption();

    @Mixin
    private ReportOption reports = new ReportOption();

    @Override
    public Ending run(Call call) {
        reports.check();
        try (Site site = Site.toRead(call).planningBy(strategy.chosen())) {
            Migrator migrator = site.connect();
            List<Migration> migrations =
                    names.isEmpty() ? migrator.pending(Until.THE_END) : migrator.read(site.relative(names));
            List<Plan> plans = migrator.plan(migrations);
            Ending ending = reports.isAsked()
                    ? reported(call, site, migrator, migrations, plans)
                    : Plans.shown(call, site, migrator, plans);
            if (write) {
                plans.forEach(plan -> call.display().say("written  " + site.shown(site.writeReviewed(plan))));
            }
            return ending;
        }
    }

    /** The plans with the analyses of what they are for. */
    private Ending reported(Call call, Site site, Migrator migrator, List<Migration> migrations, List<Plan> plans) {
        List<MigrationAnalysis> analyses = migrator.analyze(migrations);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            entries.add(Entry.of(analyses.get(i), Optional.of(plans.get(i))));
        }
        AnalysisReport report = new AnalysisReport(Basis.of(migrator.dialect(), Source.SERVER), entries);
        Pace pace = site.settings().moving().pace();
        reports.write(call, report, () -> Plans.text(plans, pace));
        Ending ending = Plans.ending(call, migrator, plans);
        return reports.isPrintedAlone() ? Ending.printed() : ending;
    }
}
