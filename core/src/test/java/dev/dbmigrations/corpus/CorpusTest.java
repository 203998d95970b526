package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.report.PlanSql;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of every plan, kept on every case of the corpus: {@code -Dcase=…} takes those in whose name it is found. */
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("dev.dbmigrations.corpus.OnServer#planned")
@Execution(ExecutionMode.CONCURRENT)
class CorpusTest {
    private static final Map<OnServer, Stage> OPEN = new ConcurrentHashMap<>();
    private final OnServer where;
    private final Stage stage;

    CorpusTest(OnServer where) {
        this.where = where;
        this.stage = Objects.requireNonNull(OPEN.get(where));
    }

    @BeforeParameterizedClassInvocation
    static void layOut(OnServer where) {
        OPEN.put(where, Stage.of(where));
    }

    @AfterParameterizedClassInvocation
    static void clearAway(OnServer where) {
        Stage stage = OPEN.remove(where);
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void promise1ThePlanIsAsReviewed() {
        PlanGolden.assertMatches(
                where,
                PlanSql.text(stage.journey().plan())
                        .replaceFirst("(?m)^(-- server +[a-z]+) .*$", "$1")
                        .replaceFirst("(?m)^-- digest .*\n", ""));
    }

    @Test
    void promise2NoStepKeepsClientsOutForLong() {
        assumeThat(where.says("locks", "accepted")).isFalse();
        assertThat(stage.journey().found()).isEmpty();
    }

    @Test
    void promise3TheEndIsThatOfTheNaiveMigration() {
        assertIsTheNaiveEnd(stage.journey().end());
    }

    private void assertIsTheNaiveEnd(Picture end) {
        TextGolden.assertMatches(
                where, "differences.txt", compared(stage.naiveEnd()).differenceTo(compared(end)));
    }

    private Picture compared(Picture picture) {
        Picture ordered = where.says("column-order", "free") ? picture.inAnyColumnOrder() : picture;
        return where.says("values", "passing") ? ordered.withoutPassingValues() : ordered;
    }

    @Test
    void promise4StoppedAfterAnyStepItCanBeTakenBack() {
        assumeTriedStepByStep();
        List<Step> steps = stage.journey().plan().steps().toList();
        Trial trial = stage.trial();
        try {
            for (int last : where.stops(steps.size())) {
                Picture before = trial.picture();
                runUntil(trial, last);
                if (canBeUndone(steps.subList(0, last))) {
                    trial.down();
                    assertThat(differenceTakenBack(before, trial.picture(), "down"))
                            .as("taken back after step %d", last)
                            .isEmpty();
                } else {
                    assertRefusesToTakeBack(trial, last);
                    trial.close();
                    trial = stage.trial();
                }
            }
        } finally {
            trial.close();
        }
    }

    /** Values that came while the migration was there, or whose old form nobody knows, may stay. */
    private String differenceTakenBack(Picture before, Picture after, String command) {
        return where.says(command, "keeps-values")
                ? before.withoutRows().differenceTo(after.withoutRows())
                : before.differenceTo(after);
    }

    private void assumeTriedStepByStep() {
        assumeThat(where.isTriedStepByStep())
                .as("tried step by step on this version: drawn by lot, or -Dcorpus=all")
                .isTrue();
    }

    private static boolean canBeUndone(List<Step> steps) {
        return steps.stream().noneMatch(s -> s.facts().undo() instanceof Undo.Impossible);
    }

    private static void runUntil(Trial trial, int last) {
        Killer killer = new Killer(trial, p -> p.number() == last);
        assertThat(Killer.dies(() -> trial.toTheEnd(killer))).isTrue();
    }

    private static void assertRefusesToTakeBack(Trial trial, int last) {
        Picture stopped = trial.picture();
        assertThatThrownBy(trial::down)
                .as("after step %d", last)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("DBM-7001"));
        assertThat(stopped.differenceTo(trial.picture())).isEmpty();
    }

    @Test
    void promise5KilledAfterEveryStepItReachesTheSameEnd() {
        assumeTriedStepByStep();
        try (Trial trial = stage.trial()) {
            Set<String> killedAfter = new HashSet<>();
            Killer killer =
                    new Killer(trial, p -> killedAfter.add(p.step().facts().id()));
            int deaths = 0;
            while (Killer.dies(() -> trial.toTheEnd(killer))) {
                deaths++;
            }
            assertThat(killedAfter).hasSize(deaths);
            assertIsTheNaiveEnd(trial.picture());
        }
    }

    @Test
    void promise6NoWriterFailsOrWaitsAndNoRowIsLost() {
        assumeThat(where.text("writers.sql")).as("clients that write meanwhile").isNotEmpty();
        try (Trial trial = stage.trial();
                Writers writers = Writers.of(trial)) {
            writers.untilTheEnd();
            assertThat(writers.failures()).isEmpty();
            assertThat(writers.losses()).isEmpty();
        }
    }

    @Test
    void promise7AfterwardsThereIsNothingToDo() {
        Journey journey = stage.journey();
        assertThat(journey.again().overview().pending()).isEmpty();
        assertThat(journey.again().overview().inFlight()).isEmpty();
        assertThat(journey.again().overview().problems()).isEmpty();
        assertThat(journey.again().outcome().finished()).isEmpty();
        assertThat(journey.end().differenceTo(journey.again().after())).isEmpty();
    }

    /** It is as before, but for what {@code way-back.txt} says, and what was replaced stands at the end of its row. */
    @Test
    void aFinishedMigrationIsTakenBackOrRefusesToBe() {
        Journey journey = stage.journey();
        if (journey.plan().outcome().wayBack() instanceof WayBack.Derived) {
            assertThat(journey.back().refusal()).isEmpty();
            TextGolden.assertMatches(
                    where,
                    "way-back.txt",
                    differenceTakenBack(
                            journey.before().inAnyColumnOrder(),
                            journey.back().after().inAnyColumnOrder(),
                            "way-back"));
        } else {
            assertThat(journey.back().refusal()).isNotEmpty();
            assertThat(journey.end().differenceTo(journey.back().after())).isEmpty();
        }
    }
}
