package dev.dbmigrations.project;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The migrations that are there, in the order in which they run: versioned ones, then changesets in the order of their files, then
 * repeatables by name.
 *
 * <p>To find them no statement is read. Files whose names do not say enough are looked through for the marks of their tool.
 *
 * @param files in order
 * @param baselines whole schemas up to a version, for an empty database; ascending
 * @param passedOver SQL files that are not run, and why
 * @param problems everything that is wrong with the folder
 */
public record MigrationFolder(
        List<MigrationFile> files,
        List<MigrationFile> baselines,
        List<PassedOver> passedOver,
        List<MigrationException> problems) {

    /**
     * An SQL file, or a part of one, that is not run.
     *
     * @param because in words
     */
    public record PassedOver(SourceFile file, String because) {}

    /**
     * Where to look.
     *
     * @param locations folders, searched with all below them
     * @param shownFrom the folder from which the user sees them; messages name files relative to it
     * @param databaseNames what the database is called in other tools' files; empty when it is not known
     */
    public record Search(List<Path> locations, Path shownFrom, Set<String> databaseNames) {
        public Search {
            locations = List.copyOf(locations);
            databaseNames = Set.copyOf(databaseNames);
        }
    }

    public MigrationFolder {
        files = List.copyOf(files);
        baselines = List.copyOf(baselines);
        passedOver = List.copyOf(passedOver);
        problems = List.copyOf(problems);
    }

    /**
     * The migrations in some folders.
     *
     * @throws MigrationException if a folder is missing, or for the first of the {@link #problems}
     */
    public static MigrationFolder read(List<Path> locations) {
        return read(new Search(locations, Path.of(""), Set.of()));
    }

    /** The same, for a search that says more. */
    public static MigrationFolder read(Search search) {
        MigrationFolder folder = look(search);
        if (!folder.problems.isEmpty()) {
            throw FolderProblems.firstOf(folder.problems);
        }
        return folder;
    }

    /**
     * The migrations in some folders, with everything that is wrong with them.
     *
     * @throws MigrationException if a folder is missing or cannot be read
     */
    public static MigrationFolder look(Search search) {
        FolderScan scan = new FolderScan(search.shownFrom());
        search.locations().forEach(scan::walk);
        FileReading reading = new FileReading(scan, search.databaseNames());
        FolderAssembly assembly = new FolderAssembly();
        for (SourceFile file : scan.sqlFiles()) {
            assembly.tryToAdd(file, reading);
        }
        return assembly.toFolder(reading.passedOver());
    }

    /**
     * The same folder, when there is something in it.
     *
     * @throws MigrationException if there is no migration at all
     */
    public MigrationFolder required(Search search) {
        if (files.isEmpty()) {
            throw FolderProblems.noMigrations(
                    search.locations().stream().map(Path::toString).toList());
        }
        return this;
    }

    /** The migration called {@code V42}, {@code 42}, {@code R__name}, {@code author:id}, or that stands in the file of that path. */
    public Optional<MigrationFile> find(String name) {
        String version = name.startsWith("V") ? name.substring(1) : name;
        Optional<Version> wanted = Version.isWellFormed(version) ? Optional.of(new Version(version)) : Optional.empty();
        return files.stream()
                .filter(file -> file.label().equals(name)
                        || file.id().path().equals(name)
                        || (wanted.isPresent() && wanted.equals(file.version())))
                .findFirst();
    }

    /** Every version that is taken. */
    public List<Version> versions() {
        return files.stream().flatMap(file -> file.version().stream()).toList();
    }
}
