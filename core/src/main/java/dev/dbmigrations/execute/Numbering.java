package dev.dbmigrations.execute;

import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.database.DatabaseFailure;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.dialect.Inspection;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.StepSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells behind a run which sequences go on with a number that is there already, as they do when rows come with numbers of their own: the
 * next client to draw one meets an error. It is told and stops nothing; there are tables whose numbers all come from elsewhere.
 */
final class Numbering {
    /** What a statement says that may give rows numbers by itself, or a column its numbers; nothing that is created has rows. */
    private static final Pattern NUMBERS = Pattern.compile(
            "^(?!\\s*CREATE\\b).*\\b(INSERT|COPY|MERGE|UPDATE|IDENTITY|SERIAL|SEQUENCE|SETVAL)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Whoever asks for a strong lock meanwhile waits behind us. */
    private static final LockBudget BUDGET = new LockBudget(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final Tools tools;

    Numbering(Tools tools) {
        this.tools = tools;
    }

    /** Nothing is asked for a plan that can give no numbers, so that a thousand small migrations take no longer. */
    void lookAt(Plan plan) {
        boolean isConcerned = plan.strategy() != Strategy.DIRECT
                || plan.steps()
                        .flatMap(s -> StepSql.of(s).stream())
                        .anyMatch(sql -> NUMBERS.matcher(sql).find());
        if (isConcerned && !plan.basis().tables().isEmpty()) {
            Inspection inspection = tools.place().database().dialect().inspection();
            for (String queries : inspection.numbering(plan.basis().tables())) {
                tools.work().get().query(queries, row -> row.text(1)).forEach(sql -> tell(plan, sql));
            }
        }
    }

    /** Asked twice: a number that others draw meanwhile is another one then. */
    private void tell(Plan plan, String sql) {
        try {
            List<String> behind = answers(sql);
            if (!behind.isEmpty()) {
                behind.retainAll(answers(sql));
                behind.forEach(tools.place().listener()::note);
            }
        } catch (DatabaseFailure.LockNotGranted | DatabaseFailure.Retryable busy) {
            tools.place()
                    .listener()
                    .note("a sequence of " + plan.basis().tables()
                            + " may go on with a number that is there; it was not looked at: " + busy.getMessage());
        }
    }

    private List<String> answers(String sql) {
        return new ArrayList<>(tools.work()
                .get()
                .inTransaction(BUDGET, s -> s.query(sql, row -> row.text(1) + ": " + row.text(2))));
    }
}
