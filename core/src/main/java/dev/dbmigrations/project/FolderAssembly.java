package dev.dbmigrations.project;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.change.Version;
import dev.dbmigrations.project.MigrationFolder.PassedOver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts files together to migrations, in order, and notes where they contradict each other. */
final class FolderAssembly {

    private final Map<Version, Found> forth = new TreeMap<>();
    private final Map<Version, Found> back = new TreeMap<>();
    private final Map<Version, Found> baselines = new TreeMap<>();
    private final Map<String, Found> repeatables = new TreeMap<>();
    private final List<Found> changesets = new ArrayList<>();
    private final List<MigrationException> problems = new ArrayList<>();

    void tryToAdd(SourceFile file, FileReading reading) {
        try {
            reading.read(file).forEach(this::add);
        } catch (MigrationException problem) {
            problems.add(problem);
        }
    }

    private void add(Found found) {
        if (found.format() == Format.LIQUIBASE) {
            changesets.add(found);
            return;
        }
        switch (found.name().role()) {
            case VERSIONED, UP, BOTH -> addVersioned(found);
            case UNDO, DOWN -> {
                Found earlier = back.putIfAbsent(found.version(), found);
                if (earlier != null) {
                    problems.add(FolderProblems.twoUndos(earlier, found));
                }
            }
            case BASELINE -> {
                Found earlier = baselines.putIfAbsent(found.version(), found);
                if (earlier != null) {
                    problems.add(FolderProblems.duplicate(earlier, found));
                }
            }
            case REPEATABLE -> {
                Found earlier = repeatables.putIfAbsent(found.name().description(), found);
                if (earlier != null) {
                    problems.add(FolderProblems.sameRepeatable(earlier, found));
                }
            }
        }
    }

    private void addVersioned(Found found) {
        Found earlier = forth.putIfAbsent(found.version(), found);
        if (earlier != null) {
            problems.add(FolderProblems.duplicate(earlier, found));
        }
    }

    MigrationFolder toFolder(List<PassedOver> passedOver) {
        List<MigrationFile> files = new ArrayList<>();
        forth.forEach((version, found) -> files.add(found.with(undoOf(version, found))));
        files.addAll(changesets());
        repeatables.values().forEach(found -> files.add(found.alone()));
        back.forEach((version, undo) -> {
            if (!forth.containsKey(version)) {
                problems.add(FolderProblems.undoAlone(undo));
            }
        });
        List<MigrationFile> starts =
                baselines.values().stream().map(Found::alone).toList();
        return new MigrationFolder(files, starts, passedOver, problems);
    }

    private Optional<Script> undoOf(Version version, Found found) {
        Found undo = back.get(version);
        if (undo != null && found.ways().undo().isPresent()) {
            problems.add(FolderProblems.twoUndos(found, undo));
        }
        return found.ways()
                .undo()
                .or(() -> Optional.ofNullable(undo).map(other -> other.ways().up()));
    }

    /** A changeset's author and id need be its own in its file only; a later file's is told apart by the file. */
    private List<MigrationFile> changesets() {
        List<MigrationFile> files = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Found found : changesets) {
            String id = found.name().version();
            String idInFile = id + "@" + found.file().script();
            boolean first = taken.add(id);
            if (taken.add(idInFile)) {
                files.add(found.called(first ? id : idInFile).alone());
            } else {
                problems.add(FolderProblems.sameChangeset(found));
            }
        }
        return files;
    }
}
