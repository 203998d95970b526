package dev.dbmigrations.project;

import dev.dbmigrations.project.FileName.Role;
import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.MigrationFolder.PassedOver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Understands files one by one: by their names where names suffice, by their marks where they do not. */
final class FileReading {

    /** Flyway 13.0, {@code Event}: a file of such a name is run by Flyway at that moment. */
    private static final Set<String> CALLBACKS = Set.of(
            "beforeMigrate",
            "beforeRepeatables",
            "beforeEachMigrate",
            "beforeEachMigrateStatement",
            "afterEachMigrateStatement",
            "afterEachMigrateStatementError",
            "afterEachMigrate",
            "afterEachMigrateError",
            "afterMigrate",
            "afterMigrateApplied",
            "afterVersioned",
            "afterMigrateError",
            "beforeUndo",
            "beforeEachUndo",
            "afterEachUndo",
            "afterEachUndoError",
            "afterUndo",
            "afterUndoError",
            "beforeClean",
            "afterClean",
            "afterCleanError",
            "beforeInfo",
            "afterInfo",
            "afterInfoError",
            "beforeValidate",
            "afterValidate",
            "afterValidateError",
            "beforeBaseline",
            "afterBaseline",
            "afterBaselineError",
            "beforeRepair",
            "afterRepair",
            "afterRepairError",
            "createSchema",
            "beforeConnect",
            "afterConnect");

    private final FolderScan scan;
    private final Set<String> databaseNames;
    private final List<PassedOver> passedOver = new ArrayList<>();
    private boolean anyName;

    FileReading(FolderScan scan, Set<String> databaseNames) {
        this.scan = scan;
        this.databaseNames = databaseNames;
    }

    /** A file whose name and text do not say which migration it is is one of its own. */
    FileReading takingAnyName() {
        anyName = true;
        return this;
    }

    List<PassedOver> passedOver() {
        return passedOver;
    }

    /** What a file holds; several when it is a file of changesets, none when it is passed over. */
    List<Found> read(SourceFile file) {
        Optional<FileName> name = FileName.parse(file.name());
        if (name.isPresent() && name.get().role() != Role.BOTH) {
            return List.of(byName(file, name.get()));
        }
        String stem = file.name().substring(0, file.name().length() - ".sql".length());
        if (CALLBACKS.contains(stem.split("__", 2)[0])) {
            passedOver.add(new PassedOver(file, "a callback of Flyway; db-migrations runs none"));
            return List.of();
        }
        return byMarks(file, name);
    }

    private Found byName(SourceFile file, FileName name) {
        TransactionMark transaction =
                scan.settingsOf(file).map(ScriptSettings::read).orElse(TransactionMark.NONE_GIVEN);
        Format format = name.role() == Role.UP || name.role() == Role.DOWN ? Format.PAIRED : Format.FLYWAY;
        return new Found(name, format, BothWays.wholeFile(file, transaction));
    }

    private List<Found> byMarks(SourceFile file, Optional<FileName> name) {
        List<String> lines = file.text().lines().toList();
        if (LiquibaseFile.isMarked(lines)) {
            return changesets(file, lines);
        }
        if (name.isEmpty()) {
            if (anyName) {
                return List.of(nameless(file));
            }
            throw FolderProblems.badName(file);
        }
        if (DbmateFile.isMarked(lines)) {
            return List.of(new Found(name.get(), Format.DBMATE, DbmateFile.read(file, lines)));
        }
        if (GooseFile.isMarked(lines)) {
            return List.of(new Found(name.get(), Format.GOOSE, GooseFile.read(file, lines)));
        }
        if (anyName) {
            return List.of(nameless(file));
        }
        throw FolderProblems.unmarked(file);
    }

    private static Found nameless(SourceFile file) {
        return new Found(
                NamedFiles.nameless(file), Format.FLYWAY, BothWays.wholeFile(file, TransactionMark.NONE_GIVEN));
    }

    private List<Found> changesets(SourceFile file, List<String> lines) {
        List<Found> found = new ArrayList<>();
        for (Changeset changeset : LiquibaseFile.read(file, lines)) {
            Optional<String> whyNot = changeset.whyNotRun(databaseNames);
            if (whyNot.isPresent()) {
                String because = "changeset " + changeset.name().text() + " is " + whyNot.get();
                passedOver.add(new PassedOver(file, because));
                continue;
            }
            Role role = changeset.isRunOnChange() ? Role.REPEATABLE : Role.VERSIONED;
            String id = changeset.name().text();
            BothWays ways = BothWays.inOneFile(
                    file, changeset.lines().up(), changeset.lines().rollback(), changeset.transaction());
            found.add(new Found(new FileName(role, id, changeset.name().id()), Format.LIQUIBASE, ways));
        }
        return found;
    }
}
