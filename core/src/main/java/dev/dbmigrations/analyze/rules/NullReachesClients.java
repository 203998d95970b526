package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.DropNotNull;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** DROP NOT NULL: clients that never met a NULL do, and the way back reads the table. */
@AutoService(SafetyRule.class)
public final class NullReachesClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof DropNotNull drop) || !subject.hasClients()) {
            return List.of();
        }
        String harm = "lets NULL into " + drop.column() + ", for which clients that read it may not be made";
        return List.of(subject.finding(this, "DROP NOT NULL", harm, "let the clients that read it go first"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Nothing is locked for long. But clients that read the column were written when it could not be NULL, and once NULLs
                are there the way back needs a value for each.""", """
                The table is new in this migration.""", """
                The clients that can read NULL are rolled out first.""", new Explanation.Example("""
                ALTER TABLE orders ALTER COLUMN email DROP NOT NULL;""", """
                ALTER TABLE orders ALTER COLUMN status DROP DEFAULT;"""));
    }
}
