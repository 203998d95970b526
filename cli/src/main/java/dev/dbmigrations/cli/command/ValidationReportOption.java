package dev.dbmigrations.cli.command;

import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Json;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.report.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The forms in which a validation is to be written, and where to. */
final class ValidationReportOption {
    @Option(
            names = "--report",
            paramLabel = "FORMAT[=FILE]",
            description =
                    "Also write it as markdown, junit or json into FILE; without one, print that and nothing else."
                            + " May be given several times.")
    private List<String> asked = List.of();

    private enum Format {
        MARKDOWN,
        JUNIT,
        JSON
    }

    private record Wish(Format format, Optional<String> file) {}

    /** Before anything is done. */
    void check() {
        if (asked.stream()
                        .map(ValidationReportOption::wish)
                        .filter(w -> w.file().isEmpty())
                        .count()
                > 1) {
            throw UsageFailures.wrong(
                    "only one report can be printed",
                    "--report " + String.join(" --report ", asked),
                    "a report without a file is printed, and nothing else is",
                    "give all but one a file: --report junit=validation.xml");
        }
    }

    boolean isPrintedAlone() {
        return asked.stream()
                .map(ValidationReportOption::wish)
                .anyMatch(w -> w.file().isEmpty());
    }

    void write(Call call, ValidationReport report, Map<String, Object> details) {
        for (String one : asked) {
            Wish wish = wish(one);
            String text = switch (wish.format()) {
                case MARKDOWN -> report.toMarkdown();
                case JUNIT -> report.toJUnit();
                case JSON -> Json.text(details);
            };
            wish.file()
                    .ifPresentOrElse(
                            file -> write(call, file, text),
                            () -> call.display().say(text.stripTrailing()));
        }
    }

    static void write(Call call, String file, String text) {
        Path path = call.surroundings().directory().resolve(file);
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw UsageFailures.wrong(
                    "the file cannot be written",
                    file,
                    String.valueOf(e.getMessage()),
                    "name a file in a folder that is there");
        }
    }

    private static Wish wish(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        for (Format format : Format.values()) {
            if (format.name().equalsIgnoreCase(word)) {
                return new Wish(format, equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
            }
        }
        throw UsageFailures.wrong(
                "there is no report format \"" + word + "\"",
                "--report " + text,
                "there are markdown, junit and json",
                "db-migrations validate --help");
    }
}
