package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** A check that is proved at once: the whole table is read while nobody can use it. */
@AutoService(SafetyRule.class)
public final class CheckScanBlocksEveryone implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.DEFERRED_VALIDATION);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof AddCheck) || subject.work() != Work.SCAN || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while every row is checked";
        return List.of(
                subject.finding(this, "CHECK", harm, "add it as NOT VALID, and validate it in a step of its own"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server checks every row that is there, while nobody can read or write.""", """
                The check is added as NOT VALID, or the table is new in this migration, empty or small.""", """
                It is added as NOT VALID, which takes a moment and holds for new rows, and validated in a transaction of its own, which
                reads the table and stops nobody.""", new Explanation.Example("""
                ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);""", """
                -- db-migrations: transaction=none
                ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;"""));
    }
}
