package dev.dbmigrations.cli.command;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.OfflineAnalysis;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Configuring;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Json;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.cli.config.Configuration.AboutFiles;
import dev.dbmigrations.cli.config.Settings;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.FilePatterns;
import dev.dbmigrations.report.AnalysisReport;
import dev.dbmigrations.report.AnalysisReport.Basis;
import dev.dbmigrations.report.AnalysisReport.Entry;
import dev.dbmigrations.report.AnalysisReport.Source;
import dev.dbmigrations.report.JsonReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
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
        customSynopsis = "db-migrations analyze [--dialect PRODUCT --version RELEASE] [OPTIONS] [MIGRATION …]",
        description =
                "Report the lock of every statement, what it blocks and for how long on this database, and what to"
                        + " do instead. Without MIGRATION: of all that are pending, or with --dialect of all there are.")
public final class AnalyzeCommand implements Action {
    @Parameters(
            arity = "0..*",
            paramLabel = "MIGRATION",
            description = "A version, a name, a file, or a pattern of files: 'migrations/**/*.sql'.")
    private List<String> names = List.of();

    @Mixin
    private OfflineOption offline = new OfflineOption();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description =
                    "Exit with 3 from this severity on: info, warning, error or never; when not given, fail-on of the"
                            + " configuration, or else error.")
    private Optional<FailOn> failOn = Optional.empty();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private ReportOption reports = new ReportOption();

    @Override
    public Ending run(Call call) {
        reports.check();
        Optional<OfflineOption.Server> server = offline.server();
        return server.isPresent() ? withoutDatabase(call, server.get()) : withDatabase(call);
    }

    private Ending withDatabase(Call call) {
        try (Site site = Site.toRead(call)) {
            Migrator migrator = site.connect();
            List<Migration> migrations =
                    names.isEmpty() ? migrator.pending(Until.THE_END) : migrator.read(site.relative(names));
            List<MigrationAnalysis> analyses = baseline.apply(
                    call,
                    project(site.settings().project()),
                    migrator.analyze(migrations, today()),
                    migrator.lexicalRules());
            Optional<List<Plan>> plans = plans(migrator, migrations);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < analyses.size(); i++) {
                int index = i;
                entries.add(Entry.of(analyses.get(i), plans.map(all -> all.get(index))));
            }
            AnalysisReport report = new AnalysisReport(Basis.of(migrator.dialect(), Source.SERVER), entries);
            return told(call, report, site.settings().running().failOn());
        }
    }

    private Ending withoutDatabase(Call call, OfflineOption.Server server) {
        OfflineAnalysis analysis = OfflineAnalysis.of(server.product(), server.release(), today());
        call.summary().database(analysis.dialect().id());
        AboutFiles set = Configuring.readAboutFiles(call);
        Path directory = call.options().directory();
        Path root = set.project().file().isPresent() ? set.project().root() : directory;
        List<String> meant = names.isEmpty()
                ? set.project().migrations().stream().map(Path::toString).toList()
                : names;
        List<Migration> migrations = analysis.read(new FilePatterns(directory).files(meant), root);
        List<MigrationAnalysis> analyses =
                baseline.apply(call, project(set.project()), analysis.analyze(migrations), analysis.lexicalRules());
        List<Entry> entries =
                analyses.stream().map(a -> Entry.of(a, Optional.empty())).toList();
        return told(call, new AnalysisReport(Basis.of(analysis.dialect(), Source.FILES), entries), set.failOn());
    }

    private static BaselineOption.Project project(Settings.Project set) {
        return new BaselineOption.Project(set.root(), set.baseline());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    private Ending told(Call call, AnalysisReport report, Severity set) {
        FailOn level = FailOn.of(failOn, set);
        reports.write(call, report);
        long issues = report.entries().stream()
                .flatMap(entry -> entry.analysis().active().stream())
                .filter(finding -> level.includes(finding.severity()))
                .count();
        call.summary().used(report.strategy());
        call.summary().migrations(0, report.entries().size());
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

    /** What cannot be planned can still be analysed. */
    private static Optional<List<Plan>> plans(Migrator migrator, List<Migration> migrations) {
        try {
            return Optional.of(migrator.plan(migrations)).filter(plans -> plans.size() == migrations.size());
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }
}
