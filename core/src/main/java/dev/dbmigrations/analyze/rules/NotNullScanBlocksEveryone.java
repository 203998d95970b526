package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange.SetNotNull;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** NOT NULL on a column that may hold NULL: the whole table is read while nobody can use it. */
@AutoService(SafetyRule.class)
public final class NotNullScanBlocksEveryone implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        Change change = subject.change();
        boolean asked = change instanceof SetNotNull || change instanceof AddNotNull;
        if (!asked || subject.work() != Work.SCAN || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while every row is looked at";
        String words = change instanceof SetNotNull ? "SET NOT NULL" : "NOT NULL";
        return List.of(
                subject.finding(this, words, harm, "prove it first by a check added as NOT VALID and validated"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server has to make sure that no row holds NULL. It reads the whole table under a lock that stops reads and writes.
                If one row does hold NULL, all the waiting was for nothing.""", """
                A validated CHECK (column IS NOT NULL), alone or as a part of a larger condition, already proves it; or the table is
                new in this migration, empty or small.""", """
                A check is added for new rows only, the rows that hold NULL are filled in batches, the check is validated under a lock
                that stops nobody, and then NOT NULL is set without looking. The check goes.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN email SET NOT NULL;""", """
                -- db-migrations: transaction=none
                ALTER TABLE orders ADD CONSTRAINT orders_email_present CHECK (email IS NOT NULL) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT orders_email_present;
                ALTER TABLE orders ALTER COLUMN email SET NOT NULL;
                ALTER TABLE orders DROP CONSTRAINT orders_email_present;"""));
    }
}
