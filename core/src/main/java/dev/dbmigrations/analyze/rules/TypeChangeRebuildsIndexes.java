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

/** A type change that leaves the table alone but orders its values anew: indexes are built again. */
@AutoService(SafetyRule.class)
public final class TypeChangeRebuildsIndexes implements SafetyRule {

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
        if (!(subject.change() instanceof ChangeType change)
                || subject.work() != Work.INDEX_BUILD
                || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + Locked.tables(subject) + " for " + subject.time()
                + ", while the indexes on " + change.column() + " are built again";
        return List.of(subject.finding(
                this, "TYPE " + change.type(), harm, "move to a second column kept in step by triggers"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The table is not written, but an index is: one on a column that now sorts differently, and every index whose expression
                or WHERE clause mentions the column, even if only a length grows. They are built while nobody can read or write.""", """
                No such index is there, or the table is new in this migration, empty or small.""", """
                As for a type change that writes the table anew: a second column with indexes of its own, built concurrently.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN email TYPE varchar(200);""", """
                ALTER TABLE orders ALTER COLUMN status TYPE varchar(200);"""));
    }
}
