package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.report.AnalysisReport;
import dev.dbmigrations.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The forms in which an analysis is to be written, and where to. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "FORMAT[=FILE]",
            description =
                    "Also write it as markdown, sarif, github, gitlab, junit, json or text into FILE; without one,"
                            + " print that and nothing else. May be given several times.")
    private List<String> asked = List.of();

    private record Wish(ReportFormat format, Optional<String> file) {}

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

    void write(Call call, AnalysisReport report) {
        for (String one : asked) {
            Wish wish = wish(one);
            String text = wish.format().write(report);
            wish.file()
                    .ifPresentOrElse(
                            file -> write(call, file, text),
                            () -> call.display().say(text.stripTrailing()));
        }
        if (!isPrintedAlone()) {
            call.display().say(ReportFormat.TEXT.write(report).stripTrailing());
        }
    }

    private static void write(Call call, String file, String text) {
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

    private static Wish wish(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        ReportFormat format = ReportFormat.named(word)
                .orElseThrow(() -> UsageFailures.wrong(
                        "there is no report format \"" + word + "\"",
                        "--report " + text,
                        "there are " + ReportFormat.words(),
                        "db-migrations analyze --help"));
        return new Wish(format, equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
    }
}
