package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Json;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.report.AnalysisReport;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.JsonReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what migrations would do if they were run as written, and what to do instead. */
@Command(
        name = "analyze",
        customSynopsis = "db-migrations analyze [--fail-on LEVEL] [--report FORMAT[=FILE]] [MIGRATION …]",
        description =
                "Report the lock of every statement, what it blocks and for how long on this database, and what to"
                        + " do instead. Without MIGRATION: of all that are pending.")
public final class AnalyzeCommand implements Action {
    @Parameters(arity = "0..*", paramLabel = "MIGRATION", description = "A version, a name or a file.")
    private List<String> names = List.of();

    @Option(names = "--fail-on", paramLabel = "LEVEL", description = FailOn.DESCRIPTION)
    private FailOn failOn = FailOn.ERROR;

    @Mixin
    private ReportOption reports = new ReportOption();

    @Override
    public Ending run(Call call) {
        reports.check();
        try (Site site = Site.toRead(call)) {
            Migrator migrator = site.connect();
            List<Migration> migrations =
                    names.isEmpty() ? migrator.pending(Until.THE_END) : migrator.read(site.relative(names));
            AnalysisReport report = new AnalysisReport(migrator.server(), entries(migrator, migrations));
            reports.write(call, report);
            long issues = report.entries().stream()
                    .flatMap(entry -> entry.analysis().active().stream())
                    .filter(finding -> failOn.includes(finding.severity()))
                    .count();
            call.summary().used(report.strategy());
            call.summary().migrations(0, migrations.size());
            call.summary().issues((int) issues);
            Map<String, Object> details = Map.of("analysis", Json.written(JsonReport.of(report)));
            if (reports.isPrintedAlone()) {
                return Ending.printed().with(issues == 0 ? ExitCode.DONE : ExitCode.FINDINGS);
            }
            if (issues == 0) {
                return Ending.done(details);
            }
            call.display().say("");
            return Ending.failed(FailOn.found(issues, report.nextCommands().getFirst()), details);
        }
    }

    private static List<Entry> entries(Migrator migrator, List<Migration> migrations) {
        List<MigrationAnalysis> analyses = migrator.analyze(migrations);
        Optional<List<Plan>> plans = plans(migrator, migrations);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < analyses.size(); i++) {
            int index = i;
            entries.add(Entry.of(analyses.get(i), plans.map(all -> all.get(index))));
        }
        return entries;
    }

    /** What cannot be planned can still be analysed. */
    private static Optional<List<Plan>> plans(Migrator migrator, List<Migration> migrations) {
        try {
            return Optional.of(migrator.plan(migrations)).filter(plans -> plans.size() == migrations.size());
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }
}
