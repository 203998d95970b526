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

/** A type change that changes what is stored: the table and all its indexes are written anew. */
@AutoService(SafetyRule.class)
public final class TypeChangeRewritesTable implements SafetyRule {

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
        if (!(subject.change() instanceof ChangeType change) || subject.work() != Work.REWRITE || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + Locked.tables(subject) + " for " + subject.time()
                + ", while the table and its indexes are written anew";
        return List.of(subject.finding(
                this, "TYPE " + change.type(), harm, "move to a second column kept in step by triggers"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Most pairs of types are stored differently. Then the table and all of its indexes are written anew while nobody can
                read or write, and the tables at the other end of its foreign keys are locked and read as well.""", """
                The values stay as they are stored (varchar to a longer varchar or to text, numeric to more digits of the same scale):
                the server is asked on an empty copy of the table. Or the table is new in this migration, empty or small.""", """
                A second column of the new type is added, triggers keep both in step, the old rows are copied in batches and compared,
                indexes and constraints are made again concurrently, and the two columns change names in one short transaction. Until
                the old column is dropped the way back is open.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN total TYPE bigint;""", """
                ALTER TABLE orders ALTER COLUMN email TYPE varchar(100);"""));
    }
}
