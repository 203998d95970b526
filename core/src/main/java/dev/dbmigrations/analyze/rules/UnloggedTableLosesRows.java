package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** SET UNLOGGED: the table is empty after a crash, and on every replica. */
@AutoService(SafetyRule.class)
public final class UnloggedTableLosesRows implements SafetyRule {

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
        if (!(subject.change() instanceof AlterOtherwise alter)
                || !alter.action().equals("set unlogged")
                || !subject.hasClients()) {
            return List.of();
        }
        String harm = "loses all rows of " + subject.sized() + " at the next crash, and on every replica at once";
        return List.of(subject.finding(this, "SET UNLOGGED", harm, "leave it logged"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                What is written to an unlogged table is not in the log: after a crash the server empties it, replicas never have its
                rows, and a backup of the log does not either. The change also writes the table anew while nobody can use it.""", """
                The table is new in this migration.""", """
                The table stays as it is. Rows that may be lost are kept in a table that is made unlogged from the start.""", new Explanation.Example("""
                ALTER TABLE orders SET UNLOGGED;""", """
                CREATE UNLOGGED TABLE scratch (id bigint PRIMARY KEY);"""));
    }
}
