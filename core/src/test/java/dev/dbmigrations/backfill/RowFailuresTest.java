package dev.dbmigrations.backfill;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.backfill.Batch.Standing;
import dev.dbmigrations.backfill.BatchSize.Ticket;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.KeyRange;
import dev.dbmigrations.plan.RowWork.Repetition;
import dev.dbmigrations.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowFailuresTest {
    private static final Step.MoveRows STEP =
            Site.step("users", "b = a::int", "", Repetition.HARMLESS, "country", "id");
    private static final Step.MoveRows KEYLESS = Site.step("log", "n = n + 1", "", Repetition.FORBIDDEN);
    private static final KeyRange RANGE = new KeyRange(List.of("de", "41"), List.of("de", "42"));
    private static final KeyRange PAGES = new KeyRange(List.of(), List.of("7"));
    private static final String PROGRESS = "81000 rows are moved and recorded, of about 250000";

    private static Batch triedTwice() {
        return Batch.of(RANGE, new Ticket(1, 0))
                .after(Standing.TOO_LARGE, Instant.EPOCH, "")
                .after(Standing.TOO_LARGE, Instant.EPOCH, "");
    }

    @Test
    void everyFailureSaysWhatWhereWhyWhatStateAndWhatNext() {
        DatabaseFailure.Fatal bad =
                new DatabaseFailure.Fatal("ERROR: invalid input syntax for type integer: \"twelve\"", "22P02", 0, null);
        DatabaseFailure locked = new DatabaseFailure.LockNotGranted(
                "ERROR: canceling statement due to lock timeout", "55P03", new IllegalStateException());
        String all = Stream.of(
                        RowFailures.failed(STEP, RANGE, PROGRESS, bad),
                        RowFailures.failed(KEYLESS, PAGES, PROGRESS, bad),
                        RowFailures.outOfPatience(STEP, triedTwice(), PROGRESS, locked),
                        RowFailures.needsKey(KEYLESS),
                        RowFailures.incomplete(STEP, PROGRESS),
                        RowFailures.noTable(STEP),
                        RowFailures.earlierSession())
                .map(MigrationException::toText)
                .collect(Collectors.joining("\n"));
        Golden.assertMatches("errors/rows.txt", all);
    }
}
