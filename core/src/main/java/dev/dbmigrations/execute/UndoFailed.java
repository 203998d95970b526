package dev.dbmigrations.execute;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.MigrationException.Kind;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.rollback.Rollback.Obstacle;
import dev.dbmigrations.rollback.StepUndo;
import java.util.ArrayList;
import java.util.List;

/** Rollbacks that are not begun or do not get through, told to the person who must act. */
final class UndoFailed {
    private UndoFailed() {}

    static MigrationException impossible(RunState state, List<Obstacle> obstacles) {
        List<Fact> facts = new ArrayList<>();
        for (Obstacle obstacle : obstacles) {
            facts.add(Fact.at(
                    StepPlace.of(state.run(), state.plan(), obstacle.step()).where()));
            facts.add(Fact.why(obstacle.step().facts().title() + " cannot be undone: " + obstacle.because()));
        }
        facts.add(Fact.state("nothing was undone; " + Next.done(state)));
        facts.add(Fact.next("finish it instead: db-migrations up"));
        String what = state.plan().migration().label() + " cannot be taken back from here";
        return new MigrationException("DBM-7001", Kind.USER_MUST_ACT, ExitCode.FAILED, what, facts);
    }

    /**
     * @param remaining the undos that have not been run, the one that failed first
     */
    static MigrationException refused(
            StepPlace place, List<StepUndo> remaining, DatabaseFailure.Fatal failure, RunState state) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.at(place.where()));
        facts.add(Fact.why(failure.getMessage() + " (" + failure.state() + ")"));
        remaining.stream()
                .flatMap(undo -> undo.statements().stream())
                .forEach(sql -> facts.add(new Fact("to do", sql)));
        int undone = state.steps().undone().size();
        facts.add(Fact.state((undone == 1 ? "1 step is undone" : undone + " steps are undone") + ", " + remaining.size()
                + " still to be undone; nothing but that is half done"));
        facts.add(Fact.next("mend what stands in the way, then: db-migrations down"
                + "\nor run by hand what is still to do, and then: db-migrations down"));
        String what = "could not undo: " + place.step().facts().title();
        return new MigrationException("DBM-7002", Kind.USER_MUST_ACT, ExitCode.ROLLBACK_FAILED, what, facts)
                .causedBy(failure);
    }
}
