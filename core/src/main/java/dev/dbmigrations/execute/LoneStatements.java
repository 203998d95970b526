package dev.dbmigrations.execute;

import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * Statements outside any transaction, for one step. The journal cannot commit with them, so before and after each attempt
 * the database itself is asked how things are.
 */
final class LoneStatements {
    private final Tools tools;
    private final StepPlace place;
    private final Step.RunAlone step;
    private String current = "";

    LoneStatements(Tools tools, StepPlace place, Step.RunAlone step) {
        this.tools = tools;
        this.place = place;
        this.step = step;
    }

    /** Tries until an attempt ends well, the patience for locks is used up, or the server refuses. */
    void untilDone(RunLog log, Attempts.Attempt attempt) {
        new Attempts(tools, place).untilDone(log, attempt);
    }

    /** Whether the database shows the step's effect; empty when only the journal could tell. */
    Optional<Boolean> shows(Session session) {
        return switch (step.facts().done()) {
            case Probe.JournalEntry e -> Optional.empty();
            case Probe.Ask ask -> Optional.of(isTrue(session, ask.query()));
        };
    }

    /** Whether there was something to clean up; where a half is better finished than taken back, the effect shows then. */
    boolean cleanUp(Session session) {
        if (step.leftover().isPresent() && isTrue(session, step.leftover().get().isThere())) {
            run(session, List.of(step.leftover().get().cleanUp()));
            return true;
        }
        return false;
    }

    void run(Session session, List<String> statements) {
        LockBudget budget = tools.budget(place);
        for (String sql : statements) {
            current = sql;
            new Watched(tools.place(), place, session).run(budget, () -> session.alone(budget, sql));
        }
    }

    private boolean isTrue(Session session, String query) {
        current = query;
        return session.query(query, row -> !row.isNull(1) && row.truth(1)).stream()
                .anyMatch(yes -> yes);
    }

    /** Lets a statement that was sent earlier stand for the last one. */
    void remember(String earlier) {
        current = earlier;
    }

    /** The statement that was sent last. */
    String current() {
        return current;
    }
}
