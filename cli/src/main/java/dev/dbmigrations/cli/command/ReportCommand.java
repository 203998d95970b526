package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Json;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.report.ReportFormat;
import dev.dbmigrations.report.RunReport;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what happened in a run. */
@Command(
        name = "report",
        customSynopsis = "db-migrations report [--report FORMAT[=FILE]] [RUN]",
        description = "Tell what happened in a run: steps, times, rows, locks that were waited for, checks, outcome.")
public final class ReportCommand implements Action {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run, or a migration for its last run; the last run of all when not given.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FORMAT[=FILE]",
            description =
                    "Also write it as markdown, html, json or text into FILE; without one, print that and nothing else.")
    private Optional<String> asked = Optional.empty();

    @Override
    public Ending run(Call call) {
        Optional<ReportOption.Wish> wish = asked.map(ReportOption::wish);
        wish.filter(w -> !w.format().tellsRuns()).ifPresent(w -> {
            throw UsageFailures.wrong(
                    "a run cannot be told as " + w.format().word(),
                    "--report " + w.format().word(),
                    "that format is for findings",
                    "write --report markdown, html, json or text");
        });
        try (Site site = Site.toRead(call)) {
            Migrator migrator = site.connect();
            RunReport report = migrator.report(run);
            call.summary().used(report.plan().strategy());
            if (wish.isPresent()) {
                String text = report.in(wish.get().format());
                if (wish.get().file().isEmpty()) {
                    call.display().say(text.stripTrailing());
                    return Ending.printed();
                }
                ReportOption.write(call, wish.get().file().get(), text);
            }
            call.display().say(report.in(ReportFormat.TEXT).stripTrailing());
            return Ending.done(Map.of("run", Json.written(report.in(ReportFormat.JSON))));
        }
    }
}
