package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Scripted;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.export.ExportedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down for others what this program would do. */
@Command(
        name = "export",
        customSynopsis = "db-migrations export --format rollback-script [-o DIR] [VERSION … | --last N]",
        description = {
            "Write scripts that take migrations back without this program.",
            "",
            "Each needs bash and the database's own client program; a MANUAL.md is for whoever has to use them at night.",
            "Without VERSION: of all migrations that are applied, and of all that are pending."
        })
public final class ExportCommand implements Action {
    private static final String ROLLBACK_SCRIPT = "rollback-script";

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "rollback-script.")
    private String format = "";

    @Option(
            names = {"-o", "--output-dir"},
            paramLabel = "DIR",
            description = "The folder they are written to; rollback-scripts if none is named.")
    private String folder = "rollback-scripts";

    @Option(names = "--last", paramLabel = "N", description = "Only of the last N that are applied.")
    private Optional<Integer> last = Optional.empty();

    @Parameters(arity = "0..*", paramLabel = "VERSION", description = "Only of these.")
    private List<String> versions = List.of();

    @Override
    public Ending run(Call call) {
        check();
        try (Site site = Site.toRead(call)) {
            Migrator migrator = site.connect();
            OptionalInt most = last.map(OptionalInt::of).orElseGet(OptionalInt::empty);
            List<ExportedFile> files = migrator.rollbackScripts(new Scripted(versions, most));
            Path target = call.options().directory().resolve(folder);
            List<String> written = written(site, target, files);
            written.forEach(file -> call.display().say("written  " + file));
            others(target, files)
                    .forEach(name -> call.display()
                            .say("note: " + site.shown(target.resolve(name)) + " is of an earlier export"));
            return Ending.done(Map.of("written", written));
        }
    }

    private void check() {
        if (!format.equals(ROLLBACK_SCRIPT)) {
            throw UsageFailures.wrong(
                    "there is no format \"" + format + "\" to export to",
                    "--format " + format,
                    "there is " + ROLLBACK_SCRIPT,
                    "db-migrations export --format " + ROLLBACK_SCRIPT);
        }
        if (last.isPresent() && !versions.isEmpty()) {
            throw UsageFailures.wrong(
                    "it is not clear which migrations are meant",
                    "--last " + last.get() + " " + String.join(" ", versions),
                    "--last and versions exclude each other",
                    "name versions, or --last N");
        }
        if (last.filter(n -> n < 1).isPresent()) {
            throw UsageFailures.wrong(
                    "there is nothing to export",
                    "--last " + last.get(),
                    "--last counts migrations, from 1",
                    "db-migrations export --format " + ROLLBACK_SCRIPT + " --last 1");
        }
    }

    private static List<String> written(Site site, Path target, List<ExportedFile> files) {
        List<String> written = new ArrayList<>();
        try {
            Files.createDirectories(target);
            for (ExportedFile file : files) {
                Path path = target.resolve(file.name());
                Files.writeString(path, file.text());
                boolean runnable = path.toFile().setExecutable(file.use() == ExportedFile.Use.TO_RUN);
                written.add(site.shown(path) + (runnable ? "" : " (not executable here: run it with bash)"));
            }
        } catch (IOException e) {
            throw UsageFailures.wrong(
                    "the scripts cannot be written",
                    site.shown(target),
                    String.valueOf(e),
                    "name a folder that can be written to with -o");
        }
        return written;
    }

    /** What lies there from before, and is not to be taken for one of these. */
    private static List<String> others(Path target, List<ExportedFile> files) {
        List<String> names = files.stream().map(ExportedFile::name).toList();
        try (Stream<Path> there = Files.list(target)) {
            return there.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("rollback_.*\\.sh") && !names.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
