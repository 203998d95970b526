package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.execute.Execution;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.history.Applied;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A migration of which a step, or its own check behind it, has failed: taken back at once, so that the database is as before it. */
final class FailedRun {
    private final Workbench bench;
    private final Works works;
    private final Downward downward;

    FailedRun(Workbench bench, Works works, RunListener listener) {
        this.bench = bench;
        this.works = works;
        this.downward = new Downward(bench, works, listener);
    }

    /**
     * Takes the migration back, unless it has left nothing behind or may well go on as it is: for want of a lock or a connection, say.
     *
     * @return what to tell of it: the failure, and what state things are in now
     * @throws MigrationException when the way back was begun and failed, too
     */
    MigrationException takenBack(Migration.Id migration, MigrationException failure) {
        boolean isOfTheMigration = failure.kind() == MigrationException.Kind.USER_MUST_ACT
                && (failure.exit() == ExitCode.FAILED || failure.exit() == ExitCode.FINDINGS);
        if (!isOfTheMigration) {
            return failure;
        }
        try {
            return hasTakenBack(migration, failure)
                    ? told(
                            failure,
                            Fact.state(migration.label() + " was taken back: schema and rows are as before it"),
                            Fact.next("mend it, then: db-migrations up"))
                    : failure;
        } catch (MigrationException second) {
            if (second.exit() == ExitCode.ROLLBACK_FAILED) {
                second.addSuppressed(failure);
                throw second;
            }
            MigrationException left = told(failure, notTakenBack(second));
            left.addSuppressed(second);
            return left;
        }
    }

    private boolean hasTakenBack(Migration.Id migration, MigrationException failure) {
        HistoryLook look = bench.history();
        String reason = "up: " + failure.code();
        Optional<String> run = look.unfinished().reversed().stream()
                .filter(r -> works.plan(r).migration().label().equals(migration.label()))
                .filter(r -> isStoppedBy(failure, works.state(r)))
                .findFirst();
        if (run.isPresent()) {
            downward.takenBack(look, run.get(), reason);
            return true;
        }
        Optional<Applied> applied = look.applied().reversed().stream()
                .filter(a -> failure.code().equals(Execution.OWN_CHECK)
                        && migration.kind() == Migration.Kind.VERSIONED
                        && Ids.same(migration, a.id()))
                .findFirst();
        applied.ifPresent(a -> downward.takenBack(look, a, new ArrayList<>()));
        return applied.isPresent();
    }

    private static boolean isStoppedBy(MigrationException failure, RunState state) {
        boolean isOnItsWay = state.standing().stage() == Standing.Stage.RUNNING
                && state.start().orElseThrow().purpose() == Event.Purpose.APPLY;
        return isOnItsWay
                && (failure.code().equals(Execution.OWN_CHECK)
                        || state.steps()
                                .failure()
                                .filter(f -> f.code().equals(failure.code())
                                        && f.message().equals(failure.what()))
                                .isPresent());
    }

    /** The state and the next command of the failure hold then. */
    private static Fact notTakenBack(MigrationException second) {
        List<String> lines = new ArrayList<>(List.of("no: " + second.what()));
        second.facts().stream()
                .filter(f -> f.label().equals("why"))
                .map(Fact::text)
                .forEach(lines::add);
        return new Fact("taken back", String.join("\n", lines));
    }

    /** The failure with other facts, which replace those with their labels. */
    private static MigrationException told(MigrationException failure, Fact... others) {
        List<Fact> facts = new ArrayList<>(failure.facts());
        facts.removeIf(f -> List.of(others).stream().anyMatch(o -> o.label().equals(f.label())));
        int state = 0;
        while (state < facts.size()
                && !List.of("state", "next").contains(facts.get(state).label())) {
            state++;
        }
        facts.addAll(state, List.of(others));
        return new MigrationException(failure.code(), failure.kind(), failure.exit(), failure.what(), facts)
                .causedBy(failure);
    }
}
