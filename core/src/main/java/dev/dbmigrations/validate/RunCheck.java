package dev.dbmigrations.validate;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.dialect.Topic;
import dev.dbmigrations.execute.RunLock;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.history.Journal;
import dev.dbmigrations.history.RunState;
import dev.dbmigrations.history.Standing;

/** Runs of ours that have been begun: at work, waiting at a gate, or left by a runner that is gone. */
final class RunCheck implements Check {

    @Override
    public void make(Scene scene, Results results) {
        int runs = scene.history().unfinished().size();
        results.looked(Topic.DATABASE, runs == 0 ? "no run in flight" : runs + " in flight");
        scene.history().home().filter(home -> runs > 0).ifPresent(home -> look(scene, home, results));
    }

    private static void look(Scene scene, Home home, Results results) {
        boolean somebodyWorks = RunLock.isHeld(scene.session(), home);
        Journal journal = new Journal(home, "");
        for (String run : scene.history().unfinished()) {
            RunState state = journal.state(scene.session(), run);
            boolean waits =
                    state.standing().waitingAt().isPresent() && state.standing().stage() == Standing.Stage.RUNNING;
            if (!waits) {
                results.warning(Topic.DATABASE, unfinished(state, somebodyWorks));
            }
        }
    }

    private static MigrationException unfinished(RunState state, boolean somebodyWorks) {
        String label = state.plan().migration().label();
        return MigrationException.userMustAct(
                ExitCode.FINDINGS,
                "DBM-2351",
                somebodyWorks
                        ? label + " is being run just now"
                        : label + " has been begun, and nobody goes on with it",
                Fact.at(state.plan().migration().path()),
                Fact.why(
                        somebodyWorks
                                ? "what is found here may be other in a moment, and another run must wait"
                                : "its runner failed, was stopped or is dead"),
                Fact.state("what was done of it is recorded"),
                Fact.next(
                        somebodyWorks
                                ? "db-migrations status"
                                : "db-migrations up (to go on) or db-migrations down (to take it back)"));
    }
}
