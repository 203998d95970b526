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

/** DROP SCHEMA and the like: whatever is in it goes, and nothing of it is named. */
@AutoService(SafetyRule.class)
public final class SchemaDropLosesData implements SafetyRule {

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
        if (!(subject.change() instanceof RunAsWritten run)
                || !run.action().matches("drop (schema|database|owned)")
                || (run.action().equals("drop schema")
                        && !subject.clause().sql().matches("(?is).*\\bcascade\\s*"))) {
            return List.of();
        }
        String harm = "loses everything in " + run.object() + " for good, and names none of it";
        return List.of(subject.findingAtStart(this, harm, "drop by name what is to go, table by table"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                With CASCADE every table of the schema goes with its rows, and what depends on it elsewhere too. DROP OWNED does the
                same for all that a role has, DROP DATABASE for all there is. Each table is locked, all of them in one transaction.""", """
                DROP SCHEMA without CASCADE: the server refuses unless the schema is empty.""", """
                Tables are dropped by name, one by one and behind the gate; the empty schema is dropped last.""", new Explanation.Example("""
                DROP SCHEMA old_shop CASCADE;""", """
                DROP SCHEMA old_shop;"""));
    }
}
