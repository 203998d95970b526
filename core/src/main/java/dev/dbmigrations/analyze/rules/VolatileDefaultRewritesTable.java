package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Column.Generation;
import java.util.List;

/** A new column whose default differs from row to row: the table and all its indexes are written anew. */
@AutoService(SafetyRule.class)
public final class VolatileDefaultRewritesTable implements SafetyRule {

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
        if (!(subject.change() instanceof AddColumn add)
                || add.definition().defaultSql() == null
                || add.definition().generation() != Generation.PLAIN
                || subject.work() != Work.REWRITE
                || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while the table and its indexes are written anew";
        return List.of(subject.finding(
                this, "DEFAULT", harm, "add the column, then set its default, then fill the old rows in batches"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A default that is the same for every row is kept in the catalog and costs nothing. One that is not, such as random(),
                clock_timestamp(), gen_random_uuid() or nextval(), has to be computed for each row: the table and all of its indexes
                are written anew while nobody can read or write.""", """
                The default is constant or is evaluated once (now(), current_user, …): the server is asked on an empty copy of the
                table. Or the table is new in this migration, empty or small.""", """
                The column is added without a default, the default is set for new rows, and the old rows are filled in batches.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();""", """
                ALTER TABLE orders ADD COLUMN token uuid;
                ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();"""));
    }
}
