package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** A unique constraint whose index is built on the spot: nobody can use the table until it is. */
@AutoService(SafetyRule.class)
public final class UniqueBuildBlocksEveryone implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.KEY_FROM_INDEX);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof AddUnique) || subject.work() != Work.INDEX_BUILD || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", until its index is built";
        return List.of(subject.finding(
                this, "UNIQUE", harm, "build the unique index concurrently, then add the constraint USING INDEX"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The constraint needs a unique index and builds it while nobody can read or write.""", """
                It takes over an index that is there (USING INDEX), or the table is new in this migration, empty or small.""", """
                The unique index is built concurrently, and the constraint takes it over, which takes a moment.""", new Explanation.Example("""
                ALTER TABLE orders ADD CONSTRAINT orders_email_key UNIQUE (email);""", """
                CREATE UNIQUE INDEX CONCURRENTLY orders_email_key ON orders (email);
                ALTER TABLE orders ADD CONSTRAINT orders_email_key UNIQUE USING INDEX orders_email_key;"""));
    }
}
