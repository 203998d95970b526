package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.report.AnalysisReport;
import dev.dbmigrations.report.ReportFormat;
import dev.dbmigrations.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The forms in which an analysis is to be written, and where to. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "FORMAT[=FILE]",
            description =
                    "Also write it as markdown, html, sarif, github, gitlab, junit, json or text into FILE; without one,"
                            + " print that and nothing else. May be given several times.")
    private List<String> asked = List.of();

    record Wish(ReportFormat format, Optional<String> file) {}

    /** Before anything is done. */
    void check() {
        long printed = asked.stream()
                .map(ReportOption::wish)
                .filter(w -> w.file().isEmpty())
                .count();
        if (printed > 1) {
            throw UsageFailures.wrong(
                    "only one report can be printed",
                    "--report " + String.join(" --report ", asked),
                    "a report without a file is printed, and nothing else is",
                    "give all but one a file: --report sarif=findings.sarif");
        }
    }

    boolean isPrintedAlone() {
        return asked.stream().map(ReportOption::wish).anyMatch(w -> w.file().isEmpty());
    }

    boolean isAsked() {
        return !asked.isEmpty();
    }

    /** In the forms that were asked for, and for people: in brief, or in full when they ask for more. */
    void write(Call call, AnalysisReport report) {
        boolean full = call.options().output().detail() == Detail.VERBOSE;
        write(call, report, () -> full ? TextReport.inFull(report) : ReportFormat.TEXT.write(report));
    }

    /**
     * In the forms that were asked for, and for people.
     *
     * @param text for people
     */
    void write(Call call, AnalysisReport report, Supplier<String> text) {
        for (String one : asked) {
            Wish wish = wish(one);
            String written = wish.format().write(report);
            wish.file()
                    .ifPresentOrElse(
                            file -> write(call, file, written),
                            () -> call.display().say(written.stripTrailing()));
        }
        if (!isPrintedAlone()) {
            call.display().say(text.get().stripTrailing());
        }
    }

    static void write(Call call, String file, String text) {
        Path path = call.surroundings().directory().resolve(file);
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw UsageFailures.wrong(
                    "the report cannot be written",
                    file,
                    String.valueOf(e.getMessage()),
                    "name a file in a folder that is there");
        }
    }

    static Wish wish(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        ReportFormat format = ReportFormat.named(word)
                .orElseThrow(() -> UsageFailures.wrong(
                        "there is no report format \"" + word + "\"",
                        "--report " + text,
                        "there are " + ReportFormat.words(),
                        "add --help to the command"));
        return new Wish(format, equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
    }
}
