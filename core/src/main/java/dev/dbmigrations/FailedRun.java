package dev.dbmigrations;

import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.execute.Execution;
import dev.dbmigrations.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run in which a step has failed, taken back at once for those who asked for that. */
final class FailedRun {
    private final Workbench bench;
    private final Works works;

    FailedRun(Workbench bench, Works works) {
        this.bench = bench;
        this.works = works;
    }

    /**
     * Takes the run back, unless it has left nothing behind or may well go on as it is: for want of a lock or a connection, say.
     *
     * @return what to tell of it: the failure, and what state things are in now
     * @throws MigrationException when the way back fails, too
     */
    MigrationException takenBack(Execution execution, MigrationException failure) {
        boolean isOfTheMigration = failure.exit() == ExitCode.FAILED || failure.exit() == ExitCode.FINDINGS;
        Optional<String> run = bench.history().unfinished().reversed().stream()
                .filter(r -> works.state(r).standing().waitingAt().isEmpty()
                        && works.state(r).steps().failure().isPresent())
                .findFirst();
        if (!isOfTheMigration || run.isEmpty()) {
            return failure;
        }
        Plan plan = works.plan(run.get());
        try {
            execution.takeBack(run.get(), "up --on-failure rollback: " + failure.code());
        } catch (MigrationException second) {
            second.addSuppressed(failure);
            throw second;
        }
        return told(failure, plan);
    }

    private static MigrationException told(MigrationException failure, Plan plan) {
        List<Fact> facts = new ArrayList<>();
        failure.facts().stream()
                .filter(f -> !f.label().equals("state") && !f.label().equals("next"))
                .forEach(facts::add);
        facts.add(Fact.state(plan.migration().label() + " was taken back: schema and rows are as before it"));
        facts.add(Fact.next("mend it, then: db-migrations up"));
        return new MigrationException(failure.code(), failure.kind(), failure.exit(), failure.what(), facts)
                .causedBy(failure);
    }
}
