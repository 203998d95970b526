package dev.dbmigrations.project;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files as people name them: one by one, by folder, or by a pattern such as {@code migrations/**}{@code /*.sql}, for shells that do not
 * expand it, or not in quotes.
 */
public final class FilePatterns {
    private static final String MAGIC = "*?[{";

    private final Path from;

    /**
     * @param from the folder from which they are named
     */
    public FilePatterns(Path from) {
        this.from = from.toAbsolutePath().normalize();
    }

    /**
     * The SQL files that are meant, each once, in the order of the names and then of the paths.
     *
     * @throws MigrationException DBM-1207 if a name or pattern means none
     */
    public List<Path> files(List<String> names) {
        Set<Path> files = new LinkedHashSet<>();
        for (String name : names) {
            List<Path> meant = meant(name);
            if (meant.isEmpty()) {
                throw nothing(name);
            }
            files.addAll(meant);
        }
        return List.copyOf(files);
    }

    private List<Path> meant(String name) {
        if (isPattern(name) && !Files.exists(from.resolve(name))) {
            return matching(name);
        }
        Path path = from.resolve(name).normalize();
        if (Files.isDirectory(path)) {
            return below(path, file -> true);
        }
        return Files.isRegularFile(path) ? List.of(path) : List.of();
    }

    /** Whether there is a wildcard in it. */
    public static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> MAGIC.indexOf(c) >= 0);
    }

    /** The folders in front of the first that holds a wildcard. */
    private static String fixed(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/", -1)) {
            if (isPattern(part)) {
                break;
            }
            parts.add(part);
        }
        String folder = String.join("/", parts);
        return pattern.startsWith("/") && folder.isEmpty() ? "/" : folder;
    }

    private static String open(String pattern) {
        String rest =
                pattern.substring(Math.min(pattern.length(), fixed(pattern).length()));
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }

    /** {@code **}{@code /} may stand for no folder at all, as shells have it. */
    private List<Path> matching(String pattern) {
        Path folder = from.resolve(fixed(pattern)).normalize();
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + open(pattern).replace("**/", "{**/,}"));
        return Files.isDirectory(folder) ? below(folder, file -> matcher.matches(folder.relativize(file))) : List.of();
    }

    private static List<Path> below(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isSql(file.getFileName().toString()))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileProblems.unreadable(folder.toString(), e);
        }
    }

    private static boolean isSql(String name) {
        return !name.startsWith(".") && FileName.isSql(name) && !FileName.isPlan(name);
    }

    private static MigrationException nothing(String name) {
        return MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-1207",
                "there is no SQL file " + name,
                Fact.at(name),
                Fact.why("it is neither a file, nor a folder with SQL files in it, nor a pattern that matches one"),
                Fact.state(FileProblems.NOTHING_RUN),
                Fact.next("mend the name; a pattern is matched by us when it stands in quotes: 'migrations/**/*.sql'"));
    }
}
