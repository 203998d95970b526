package dev.dbmigrations.execute;

import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.plan.DataCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Questions to the data, asked again when the connection breaks or somebody has the table for himself. */
final class Questions {
    private static final int MOST_EXAMPLES = 10;

    /** Whoever asks for a strong lock meanwhile waits behind the question that waits, and lets nobody else through. */
    private static final LockBudget BUDGET = new LockBudget(Duration.ofSeconds(2), Duration.ZERO);

    private final Tools tools;

    Questions(Tools tools) {
        this.tools = tools;
    }

    /**
     * Rows that should not be there.
     *
     * @param check that found them
     * @param rows how many
     * @param examples up to ten keys
     */
    record Found(DataCheck check, long rows, List<String> examples) {}

    /** What a check finds; empty when it finds nothing, as it should. */
    Optional<Found> ask(DataCheck check) {
        Workplace place = tools.place();
        return new PatientLook(place.database(), place.settings().locks(), place.attendance())
                .at(List.of(check.table()), () -> asked(session -> session.inTransaction(BUDGET, found(check))));
    }

    private static Function<Session, Optional<Found>> found(DataCheck check) {
        return session -> {
            long rows = session.query(check.countSql(), row -> row.number(1)).getFirst();
            if (rows == 0) {
                return Optional.empty();
            }
            List<String> examples =
                    session.query(check.examplesSql(), row -> row.isNull(1) ? "NULL" : row.text(1)).stream()
                            .limit(MOST_EXAMPLES)
                            .toList();
            return Optional.of(new Found(check, rows, examples));
        };
    }

    private <T> T asked(Function<Session, T> question) {
        int losses = 0;
        while (true) {
            Stopped.check(tools.place().stop(), "db-migrations up");
            try {
                return question.apply(tools.work().get());
            } catch (DatabaseFailure.NoConnection
                    | DatabaseFailure.OutcomeUnknown
                    | DatabaseFailure.Retryable failure) {
                losses = tools.transactions().countedLoss(losses, failure);
            } catch (DatabaseFailure.Fatal failure) {
                Stopped.check(tools.place().stop(), "db-migrations up");
                throw failure;
            }
        }
    }
}
