package dev.dbmigrations.validate;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.Cost;
import java.util.OptionalLong;

/** Whether all pending plans together fit on the disk; one that does not fit by itself is refused when it is planned. */
final class DiskCheck implements Check {

    @Override
    public void make(Scene scene, Results results) {
        long needed = scene.plans().stream()
                .flatMap(plan -> plan.choices().stream())
                .mapToLong(DiskCheck::needed)
                .sum();
        OptionalLong free = free(scene);
        if (free.isEmpty()) {
            results.unknown(
                    Topic.ROOM,
                    "free disk: the data lies where this program cannot look; the plans take about "
                            + megabytes(needed));
            return;
        }
        results.looked(Topic.ROOM, "the plans take about " + megabytes(needed) + " of the free disk");
        if (needed > 0 && needed + Choice.RESERVE > free.getAsLong()) {
            results.error(
                    Topic.ROOM,
                    MigrationException.userMustAct(
                            ExitCode.FINDINGS,
                            "DBM-2350",
                            "the pending plans together need more disk than there is",
                            Fact.why("about " + megabytes(needed) + " and " + megabytes(Choice.RESERVE)
                                    + " to spare, of which " + megabytes(free.getAsLong()) + " are free"),
                            Fact.state("nothing was changed"),
                            Fact.next("make room, or run them one after another: db-migrations up --to VERSION")));
        }
    }

    private static OptionalLong free(Scene scene) {
        try {
            return scene.server().database().monitor().gauges().freeDisk();
        } catch (DatabaseFailure unknown) {
            return OptionalLong.empty();
        }
    }

    private static long needed(Choice choice) {
        return choice.costs().stream()
                .filter(cost -> cost.strategy() == choice.chosen())
                .map(Cost::room)
                .mapToLong(room -> room.disk() + room.log())
                .findFirst()
                .orElse(0);
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
