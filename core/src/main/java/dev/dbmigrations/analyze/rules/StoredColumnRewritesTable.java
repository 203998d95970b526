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

/** A new stored computed column: it is computed for every row while nobody can use the table. */
@AutoService(SafetyRule.class)
public final class StoredColumnRewritesTable implements SafetyRule {

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
                || add.definition().generation() != Generation.COMPUTED_STORED
                || subject.work() != Work.REWRITE
                || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while the column is computed for every row";
        return List.of(subject.finding(
                this, "GENERATED", harm, "keep a plain column filled by a trigger, or compute it when it is read"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A stored column is computed for every row that is there. The table and all of its indexes are written anew while
                nobody can read or write.""", """
                The column is computed when it is read (VIRTUAL), or the table is new in this migration, empty or small.""", """
                A plain column is added and a trigger computes it on INSERT and UPDATE; the old rows are filled in batches. There is no
                way to turn such a column into a computed one later; where the server knows VIRTUAL columns, one of those costs nothing.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN gross integer GENERATED ALWAYS AS (total * 2) STORED;""", """
                ALTER TABLE orders ADD COLUMN gross integer;"""));
    }
}
