package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** A type change throws away what the planner knows about the column. */
@AutoService(SafetyRule.class)
public final class TypeChangeLosesStatistics implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof ChangeType change) || subject.work() == Work.REWRITE || !subject.isSlow()) {
            return List.of();
        }
        String harm = "deletes the statistics on " + change.column() + ": plans for queries on " + subject.sized()
                + " may turn bad at once";
        String table = subject.called(change.table());
        return List.of(subject.finding(
                this,
                "TYPE " + change.type(),
                harm,
                "run ANALYZE " + table + " (" + change.column() + ") right after it"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The statistics of a column are deleted with its old type, however cheap the change is otherwise. Until the table is
                analysed again the planner guesses, and a query that took milliseconds may read the whole table.""", """
                The table is new in this migration, empty or small.""", """
                The column is analysed in the step after the change.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN email TYPE text;""", """
                ALTER TABLE orders ADD COLUMN address text;"""));
    }
}
