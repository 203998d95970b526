package dev.dbmigrations.cli.command;

import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.report.Baseline;
import dev.dbmigrations.report.Baseline.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The findings that are known: kept in a file, and told from new ones by it. */
final class BaselineOption {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Findings in this file are known and fail nothing; baseline of the configuration when not given.")
    private Optional<String> baseline = Optional.empty();

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write all findings that are there now into this file: from then on they are known.")
    private Optional<String> written = Optional.empty();

    /**
     * The analyses with what is known accepted.
     *
     * @param project where files are named from, and which baseline is set
     */
    List<MigrationAnalysis> apply(Call call, Project project, List<MigrationAnalysis> analyses, LexicalRules rules) {
        Optional<Path> file = baseline.map(call.options().directory()::resolve).or(project::set);
        if (written.isPresent()) {
            Baseline now = Baseline.of(analyses, rules);
            write(call, written.get(), now);
            return now.muted(analyses, rules);
        }
        if (file.isEmpty()) {
            return analyses;
        }
        Baseline known = read(file.get());
        tellVanished(call, project, known, analyses, rules);
        return known.muted(analyses, rules);
    }

    /**
     * @param root the folder from which the files of findings are named
     * @param set the baseline of the configuration
     */
    record Project(Path root, Optional<Path> set) {}

    private static void tellVanished(
            Call call, Project project, Baseline known, List<MigrationAnalysis> analyses, LexicalRules rules) {
        Set<String> seen = analyses.stream().map(a -> a.migration().id().path()).collect(Collectors.toSet());
        List<Known> gone = known.vanished(analyses, rules).stream()
                .filter(k ->
                        seen.contains(k.file()) || !Files.exists(project.root().resolve(k.file())))
                .toList();
        gone.forEach(k -> call.display()
                .say("note: no longer found, so it may go from the baseline: " + k.rule() + " in " + k.file() + ": "
                        + k.statement()));
    }

    private static Baseline read(Path file) {
        try {
            return Baseline.read(Files.readString(file))
                    .orElseThrow(() -> UsageFailures.wrong(
                            "this is no baseline",
                            file.toString(),
                            "it does not say \"format\": \"db-migrations baseline 1\"",
                            "write it anew: db-migrations analyze --write-baseline " + file));
        } catch (IOException e) {
            throw UsageFailures.wrong(
                    "the baseline cannot be read",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "name a file that is there, or write it: db-migrations analyze --write-baseline " + file);
        }
    }

    private static void write(Call call, String file, Baseline now) {
        Path path = call.options().directory().resolve(file);
        try {
            Files.writeString(path, now.text());
        } catch (IOException e) {
            throw UsageFailures.wrong(
                    "the baseline cannot be written",
                    file,
                    String.valueOf(e.getMessage()),
                    "name a file in a folder that is there");
        }
        call.display().say("written  " + file + ": " + now.entries().size() + " known");
    }
}
