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

/** A type change of a column with a check: the check is proved again while nobody can use the table. */
@AutoService(SafetyRule.class)
public final class TypeChangeRescansChecks implements SafetyRule {

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
        if (!(subject.change() instanceof ChangeType change) || subject.work() != Work.SCAN || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + Locked.tables(subject) + " for " + subject.time()
                + ", while the checks on " + change.column() + " are proved again";
        return List.of(subject.finding(
                this,
                "TYPE " + change.type(),
                harm,
                "drop the check, change the type, add the check as NOT VALID, validate it"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Even a type change that writes nothing makes the server prove every validated check on the column again: it reads the
                whole table while nobody can read or write.""", """
                No validated check mentions the column, or the table is new in this migration, empty or small.""", """
                In one short transaction the check is dropped, the type changed, and the check added again as NOT VALID; it is validated
                afterwards under a lock that stops nobody.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN email TYPE varchar(300);""", """
                ALTER TABLE orders DROP CONSTRAINT orders_email_check;
                ALTER TABLE orders ALTER COLUMN email TYPE varchar(300);
                ALTER TABLE orders ADD CONSTRAINT orders_email_check CHECK (email <> '') NOT VALID;"""));
    }
}
