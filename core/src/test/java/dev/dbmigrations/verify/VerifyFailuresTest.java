package dev.dbmigrations.verify;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.dialect.KeyRanges.Walk;
import dev.dbmigrations.dialect.TablePair;
import dev.dbmigrations.dialect.TablePair.Side;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerifyFailuresTest {
    private static final Step.CompareTables STEP =
            Site.step(new TablePair(side("users"), side("users_new"), List.of()));

    private static Side side(String table) {
        return new Side(new Walk(TableName.of("public", table), table, List.of("id")), "1", "SELECT 1, 1");
    }

    @Test
    void everyFailureSaysWhatWhereWhyWhatStateAndWhatNext() {
        DatabaseFailure.Fatal bad =
                new DatabaseFailure.Fatal("ERROR: invalid input syntax for type integer: \"twelve\"", "22P02", 0, null);
        DatabaseFailure locked = new DatabaseFailure.LockNotGranted(
                "ERROR: canceling statement due to lock timeout", "55P03", new IllegalStateException());
        String all = Stream.of(
                        VerifyFailures.stillDifferent(
                                STEP, 3, List.of("id = 7 (missing)", "id = 9 (too much)", "id = 12 (other values)")),
                        VerifyFailures.stillDifferent(STEP, 3, List.of()),
                        VerifyFailures.tooManyWithoutKey(STEP, new Answer(81_000, "1", 81_002, "2")),
                        VerifyFailures.notMended(STEP, bad),
                        VerifyFailures.notCompared(STEP, bad),
                        VerifyFailures.outOfPatience(STEP, locked),
                        VerifyFailures.incomplete(STEP),
                        VerifyFailures.noTable(STEP, TableName.of("public", "users_new")))
                .map(MigrationException::toText)
                .collect(Collectors.joining("\n"));
        Golden.assertMatches("errors/verify.txt", all);
    }
}
