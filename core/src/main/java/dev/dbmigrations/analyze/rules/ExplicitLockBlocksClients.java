package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Lock;
import java.util.List;

/** LOCK TABLE: clients wait until the transaction ends, whatever follows. */
@AutoService(SafetyRule.class)
public final class ExplicitLockBlocksClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof RunAsWritten run) || !run.action().equals("lock table")) {
            return List.of();
        }
        return subject.impact().locks().stream()
                .filter(l -> l.blocks().compareTo(Lock.Blocks.WRITES) >= 0)
                .limit(1)
                .map(l -> subject.findingAtStart(
                        this,
                        "stops all " + l.blocks().words() + " of " + subject.called(l.table())
                                + " until the transaction ends, whatever else it does",
                        "leave it out: each statement takes the lock it needs"))
                .toList();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The lock is kept until the end of the transaction. Whatever comes in between keeps the clients waiting, and while the
                lock is waited for, all later queries wait behind it.""", """
                The mode lets others write (ROW EXCLUSIVE, SHARE UPDATE EXCLUSIVE and weaker), or the tables are new in this
                migration.""", """
                The statement is left out. Where two statements have to happen at one moment, they are written as one, or the plan
                joins them.""", new Explanation.Example("""
                LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;""", """
                LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE;"""));
    }
}
