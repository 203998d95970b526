package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** A foreign key that is checked at once: nobody writes to either table until every row is looked up. */
@AutoService(SafetyRule.class)
public final class ForeignKeyBlocksWrites implements SafetyRule {

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
        if (!(subject.change() instanceof AddForeignKey key) || subject.work() != Work.SCAN || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all writes to " + subject.sized() + " and "
                + subject.called(key.target().table()) + " for " + subject.time() + ", while every row is looked up";
        return List.of(subject.finding(
                this, "FOREIGN KEY", harm, "add it as NOT VALID, and validate it in a step of its own"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server looks up every row that is there. Meanwhile nobody can write to the table, nor to the one it refers to.""", """
                The foreign key is added as NOT VALID; or the table is new in this migration, empty or small, so that there is little to
                look up.""", """
                It is added as NOT VALID, which takes a moment and holds for new rows, and validated in a transaction of its own, which
                reads both tables and stops nobody.""", new Explanation.Example("""
                ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);""", """
                -- db-migrations: transaction=none
                ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;"""));
    }
}
