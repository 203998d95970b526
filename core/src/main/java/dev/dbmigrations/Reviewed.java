package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.project.MigrationFile;
import dev.dbmigrations.report.PlanSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reviewed plan beside a migration: what was reviewed is what runs. */
public final class Reviewed {

    private Reviewed() {}

    /** Where the reviewed plan of a migration stands. */
    public static Path beside(Path migration) {
        String name = String.valueOf(migration.getFileName()).replaceFirst("(?i)\\.sql$", "");
        return migration.resolveSibling(name + ".plan.sql");
    }

    static void refuseOther(Workbench bench, MigrationFile file, Plan plan, boolean accepted) {
        Path reviewed =
                beside(bench.options().files().shownFrom().resolve(file.id().path()));
        if (accepted || !Files.exists(reviewed)) {
            return;
        }
        String difference = PlanSql.difference(read(reviewed), PlanSql.text(plan));
        if (!difference.isEmpty()) {
            throw MigrationException.userMustAct(
                    ExitCode.FINDINGS,
                    "DBM-2103",
                    "the plan of " + file.label() + " is no longer the one that was reviewed",
                    Fact.at(beside(Path.of(file.id().path())).toString()),
                    Fact.why("reviewed (-) and now (+):\n" + difference),
                    Fact.state("it was not begun; nothing was changed by it"),
                    Fact.next("db-migrations plan --write " + file.label()
                            + " and review it again, or accept it: db-migrations up --replan"));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
