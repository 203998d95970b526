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

/** DISABLE TRIGGER ALL: foreign keys are triggers, and are no longer checked. */
@AutoService(SafetyRule.class)
public final class DisabledTriggersSkipForeignKeys implements SafetyRule {

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
                || !alter.action().equals("disable trigger")
                || !subject.clause().sql().matches("(?is).*\\bdisable\\s+trigger\\s+all\\s*")
                || !subject.hasClients()) {
            return List.of();
        }
        String harm = "switches off the foreign keys of " + subject.called(alter.table())
                + " too, and nobody checks later what is written meanwhile";
        return List.of(
                subject.finding(this, "DISABLE TRIGGER", harm, "disable the trigger you mean by its name, or USER"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Foreign keys are kept by triggers of the server's own. With ALL they are switched off for every session, and rows that
                break them stay: enabling the triggers again checks nothing.""", """
                A trigger is named, or USER is written, which leaves the server's own alone; or the table is new in this migration.""", """
                The triggers that are in the way are disabled by name.""", new Explanation.Example("""
                ALTER TABLE orders DISABLE TRIGGER ALL;""", """
                ALTER TABLE orders DISABLE TRIGGER USER;"""));
    }
}
