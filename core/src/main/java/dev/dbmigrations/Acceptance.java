package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.WayBack;
import java.time.LocalDate;
import java.time.ZoneId;

/** What must be accepted in so many words before it is done. */
final class Acceptance {
    private static final String NO_WAY_BACK = "no-way-back";

    private Acceptance() {}

    static void refuseWithoutWayBack(Migration migration, Plan plan, boolean accepted) {
        boolean destroysAnyway = !plan.outcome().destroys().isEmpty();
        boolean repeatable = migration.id().kind() == Migration.Kind.REPEATABLE;
        if (accepted
                || repeatable
                || destroysAnyway
                || migration.directives().allows(NO_WAY_BACK, LocalDate.now(ZoneId.systemDefault()))) {
            return;
        }
        if (plan.outcome().wayBack() instanceof WayBack.None none) {
            throw MigrationException.userMustAct(
                    ExitCode.FINDINGS,
                    "DBM-2101",
                    migration.id().label() + " has no way back",
                    Fact.at(migration.id().path()),
                    Fact.why(String.join("\n", none.because())),
                    Fact.state("it was not begun; nothing was changed by it"),
                    Fact.next("write " + undoName(migration) + ", or accept it: db-migrations up --allow-no-undo,"
                            + " or -- db-migrations: allow=no-way-back reason=\"…\" in the file"));
        }
    }

    private static String undoName(Migration migration) {
        return migration.id().path().replaceFirst("(^|/)V([^/]*)$", "$1U$2");
    }

    static void refuseLoss(Plan plan, boolean accepted, String command) {
        if (accepted || plan.outcome().destroys().isEmpty()) {
            return;
        }
        throw MigrationException.userMustAct(
                ExitCode.USAGE,
                "DBM-2102",
                plan.migration().label() + " destroys data that nothing here keeps",
                Fact.at(plan.migration().path()),
                Fact.why("gone for good: " + String.join("; ", plan.outcome().destroys())),
                Fact.state("nothing was changed by this call"),
                Fact.next("save what is needed, then: " + command));
    }
}
