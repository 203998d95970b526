package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** TRUNCATE: every row is gone at once, and with CASCADE those of other tables too. */
@AutoService(SafetyRule.class)
public final class TruncateLosesData implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof Truncate truncate) || !subject.hasClients()) {
            return List.of();
        }
        TableName own = subject.schema().resolve(truncate.table());
        List<String> others = subject.impact().tables().stream()
                .filter(t -> truncate.cascade() && !t.equals(own))
                .map(subject::called)
                .toList();
        boolean isEmpty = subject.table().map(t -> t.size().isEmpty()).orElse(false);
        if (isEmpty && others.isEmpty()) {
            return List.of();
        }
        String harm = "takes away all rows of " + subject.sized()
                + (others.isEmpty() ? "" : ", and loses all rows of " + InWords.list(others) + " for good");
        return List.of(subject.finding(this, "TRUNCATE", harm, "delete what may go in batches"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rows are gone when the transaction commits; those of every table that refers to this one too, if CASCADE is written.
                Those of the table itself are kept for the way back where it has a key and nothing refers to it; others are not.
                A transaction that began earlier sees the table empty, as if the rows had never been there.""", """
                The table is new in this migration or empty.""", """
                The rows that may go are deleted in batches, or the table is renamed and an empty one takes its place.""", new Explanation.Example("""
                TRUNCATE orders;""", """
                DELETE FROM orders WHERE id = 7;"""));
    }
}
