package dev.dbmigrations.project;

import dev.dbmigrations.project.FileName.Role;
import dev.dbmigrations.project.MigrationFolder.PassedOver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Migrations in files that are named one by one, whatever folders they stand in and whatever they are called.
 *
 * <p>They are in the order of their versions; files whose names say nothing follow in the order of their paths, then repeatables.
 * Several folders may have the same version: nothing is run from here.
 */
public final class NamedFiles {
    private static final Comparator<Found> BY_VERSION = Comparator.comparing(Found::version)
            .thenComparing(found -> found.file().shown());

    private final List<Found> forth = new ArrayList<>();
    private final Map<String, Found> back = new TreeMap<>();
    private final List<Found> changesets = new ArrayList<>();
    private final List<Found> unnamed = new ArrayList<>();
    private final List<Found> repeatables = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();

    private NamedFiles() {}

    /**
     * The migrations of those files.
     *
     * @param shownFrom the folder from which the user sees them
     * @param databaseNames what the database is called in other tools' files
     * @throws dev.dbmigrations.MigrationException if one cannot be read
     */
    public static MigrationFolder read(List<Path> files, Path shownFrom, Set<String> databaseNames) {
        FolderScan scan = new FolderScan(shownFrom);
        files.forEach(scan::add);
        FileReading reading = new FileReading(scan, databaseNames).takingAnyName();
        NamedFiles named = new NamedFiles();
        for (SourceFile file : scan.sqlFiles()) {
            reading.read(file).forEach(named::add);
        }
        named.passedOver.addAll(reading.passedOver());
        return named.toFolder();
    }

    private void add(Found found) {
        if (found.format() == Format.LIQUIBASE) {
            changesets.add(found);
        } else if (FileName.isSql(found.name().version())) {
            unnamed.add(found);
        } else {
            switch (found.name().role()) {
                case VERSIONED, UP, BOTH -> forth.add(found);
                case UNDO, DOWN -> back.putIfAbsent(key(found), found);
                case REPEATABLE -> repeatables.add(found);
                case BASELINE ->
                    passedOver.add(new PassedOver(found.file(), "a baseline, which runs on an empty database only"));
            }
        }
    }

    private static String key(Found found) {
        return found.file().path().getParent() + "\0" + found.version();
    }

    private MigrationFolder toFolder() {
        List<MigrationFile> files = new ArrayList<>();
        forth.sort(BY_VERSION);
        for (Found found : forth) {
            Optional<Script> written = found.ways().undo();
            files.add(found.with(written.or(() -> Optional.ofNullable(back.get(key(found)))
                    .map(undo -> undo.ways().up()))));
        }
        List.of(changesets, unnamed, repeatables).forEach(some -> some.forEach(found -> files.add(found.alone())));
        return new MigrationFolder(files, List.of(), passedOver, List.of());
    }

    /** In place of a version stands the path. */
    static FileName nameless(SourceFile file) {
        return new FileName(Role.VERSIONED, file.shown().replace('\\', '/'), "");
    }
}
