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
import java.util.List;

/** A value of an enum that is called otherwise: clients that write or compare the old word fail. */
@AutoService(SafetyRule.class)
public final class EnumRenameBreaksClients implements SafetyRule {

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
        if (!(subject.change() instanceof RunAsWritten run) || !run.action().equals("alter type rename value")) {
            return List.of();
        }
        String harm = "breaks every client that writes or compares the old value of " + run.object() + ", at once";
        return List.of(subject.finding(
                this, "RENAME VALUE", harm, "add a value, move the rows in batches, leave the old one unused"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rows keep their number and show the new word at once. A running client that writes or compares the old one gets an
                error, "invalid input value for enum".""", """
                Never: the type's clients cannot be told from the catalog.""", """
                A new value is added, clients learn to read both, and the rows are moved in batches. The old value stays in the type:
                the server cannot take one away.""", new Explanation.Example("""
                ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';""", """
                ALTER TYPE mood ADD VALUE 'calm' BEFORE 'happy';"""));
    }
}
