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

/** A condition on a domain: every table with a column of it is read while nobody can write to it. */
@AutoService(SafetyRule.class)
public final class DomainCheckReadsTables implements SafetyRule {

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
        if (!(subject.change() instanceof RunAsWritten run)) {
            return List.of();
        }
        boolean adds = run.action().equals("alter domain add constraint")
                && !subject.clause().sql().matches("(?is).*\\bnot\\s+valid\\s*");
        boolean sets = run.action().equals("alter domain set not null");
        if (!adds && !sets) {
            return List.of();
        }
        String harm = "stops writes to every table that has a column of " + run.object()
                + " until all of their rows are read";
        return List.of(subject.findingAtStart(
                this, harm, "add it as NOT VALID; put what must hold for old rows on the columns as a CHECK"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server reads every table in which a column has the domain, one after the other, and keeps writers out of all of
                them until the last is read. It cannot be told from the statement which they are.""", """
                It is added as NOT VALID: new values are checked, old ones are not read.""", """
                The condition is added as NOT VALID. VALIDATE CONSTRAINT reads the tables later; before version 18 it too keeps
                writers out, so that what must be true of the old rows is better said by a CHECK of each column.""", new Explanation.Example("""
                ALTER DOMAIN percent ADD CONSTRAINT at_most_100 CHECK (VALUE <= 100);""", """
                ALTER DOMAIN percent ADD CONSTRAINT at_most_100 CHECK (VALUE <= 100) NOT VALID;"""));
    }
}
