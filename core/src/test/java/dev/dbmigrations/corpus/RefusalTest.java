package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.execute.RunListener;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is no way that keeps the promises, that is said and nothing is done. */
@Execution(ExecutionMode.CONCURRENT)
class RefusalTest {

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("dev.dbmigrations.corpus.OnServer#refused")
    void whatCannotBeDoneIsRefusedBeforeAnythingIsDone(OnServer where) {
        try (Stage stage = Stage.of(where);
                Trial trial = stage.trial()) {
            Picture before = trial.picture();
            PlanGolden.assertMatches(where, refusal(trial));
            assertThat(before.differenceTo(trial.picture())).isEmpty();
        }
    }

    /** What only the rows can tell is told by the rows. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("dev.dbmigrations.corpus.OnServer#stopped")
    void whatStopsOnTheWayIsSaidAndCanBeTakenBack(OnServer where) {
        try (Stage stage = Stage.of(where);
                Trial trial = stage.trial()) {
            Picture before = trial.picture();
            PlanGolden.assertMatches(where, refusal(trial));
            trial.down();
            assertThat(before.differenceTo(trial.picture())).isEmpty();
        }
    }

    private static String refusal(Trial trial) {
        try {
            trial.up(Gates.OPEN, RunListener.SILENT);
            return "not refused\n";
        } catch (MigrationException refusal) {
            return "refused\n" + refusal.toText();
        }
    }
}
