package dev.dbmigrations.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program under test, run as an operator runs it: a process with a project folder. */
final class Program {
    /** A table cannot be built anew beside itself on this server. */
    private static final String NO_SUCH_STRATEGY = "DBM-2007";

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Settings settings;
    private final Arena arena;
    private final String strategy;
    private final String pace;

    Program(Settings settings, Arena arena, String strategy) {
        this(settings, arena, strategy, "");
    }

    /** The pace is that of the configuration; empty for the default. */
    Program(Settings settings, Arena arena, String strategy, String pace) {
        this.settings = settings;
        this.arena = arena;
        this.strategy = strategy;
        this.pace = pace;
    }

    /** The program among others, at the paces that an operator may choose. */
    static List<Contestant> contestants(Settings settings, Arena arena) {
        Program inPlace = new Program(settings, arena, "expand-contract");
        Stream<Contestant> beside = Stream.of("gentle", "steady", "fast").map(pace -> {
            Program program = new Program(settings, arena, "blue-green", pace);
            return Contestant.of("db-migrations, blue-green, " + pace, program::up);
        });
        return Stream.concat(Stream.of(Contestant.of("db-migrations, expand-contract", inPlace::up)), beside)
                .toList();
    }

    /** Builds it if it is not built, so that no contestant pays for that. */
    static void prepare(Settings settings) throws IOException, InterruptedException {
        Path output = Files.createTempFile("db-migrations", ".out");
        Shell.run(output, List.of(settings.program().toString(), "--version"));
        Files.delete(output);
    }

    /** Runs the migration to its end, gates open; returns how much memory the process had at most, in megabytes. */
    double up() throws IOException, InterruptedException {
        return start().end();
    }

    Started start() throws IOException {
        Path project = Files.createTempDirectory(arena.folder(), "project-");
        Files.createDirectory(project.resolve("migrations"));
        Files.writeString(
                project.resolve("migrations").resolve("V1__wide_quantity.sql"),
                "-- db-migrations: strategy=" + strategy + "\n" + arena.migration() + ";\n");
        Files.writeString(
                project.resolve("db-migrations.toml"),
                "[env.dev]\nurl = \"" + arena.programUrl() + "\"\ngates = \"open\"\n"
                        + (pace.isEmpty() ? "" : "pace = \"" + pace + "\"\n"));
        return again(project);
    }

    /** The same project again, as after a crash. */
    Started again(Path project) throws IOException {
        List<String> command = List.of(settings.program().toString(), "up", "-C", project.toString());
        Path output = project.resolve("output");
        return new Started(project, Shell.start(output, command), output, command);
    }

    /** A process of it. */
    record Started(Path project, Process process, Path output, List<String> command) {

        /** Waits for its end; returns how much memory it had at most, in megabytes. */
        double end() throws IOException, InterruptedException {
            double peak = 0;
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakMegabytes());
            }
            if (process.exitValue() != 0 && Files.readString(output).contains(NO_SUCH_STRATEGY)) {
                throw new NotHere();
            }
            Shell.end(process, output, command);
            return peak;
        }

        /** As the kernel counts it: what was resident at most. */
        private double peakMegabytes() throws IOException {
            try {
                Matcher found = PEAK.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
                return found.find() ? Double.parseDouble(found.group(1)) / 1024 : 0;
            } catch (NoSuchFileException e) {
                return 0;
            }
        }
    }
}
