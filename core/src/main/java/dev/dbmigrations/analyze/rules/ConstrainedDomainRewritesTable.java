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

/** A new column of a domain with a condition: the table is written anew, though the column is empty. */
@AutoService(SafetyRule.class)
public final class ConstrainedDomainRewritesTable implements SafetyRule {

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
                || add.definition().defaultSql() != null
                || add.definition().generation() != Generation.PLAIN
                || subject.work() != Work.REWRITE
                || !subject.isSlow()) {
            return List.of();
        }
        String harm = "stops all reads and writes of " + subject.sized() + " for " + subject.time()
                + ", while the table is written anew to try the condition of "
                + add.definition().type();
        return List.of(subject.finding(
                this,
                add.column(),
                harm,
                "take the domain's own type, and add the condition as a CHECK that is NOT VALID"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server tries the conditions of the domain on each row, for which it writes the table and all of its indexes anew
                while nobody can read or write; even if all the rows will hold is NULL.""", """
                The domain has no conditions: the server is asked on an empty copy of the table. Or the table is new in this
                migration, empty or small.""", """
                The column takes the type that the domain is made of. The condition follows as a CHECK that is NOT VALID, and is
                validated.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN discount percent;""", """
                ALTER TABLE orders ADD COLUMN discount integer;"""));
    }
}
