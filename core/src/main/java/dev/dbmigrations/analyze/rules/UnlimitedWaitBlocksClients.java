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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A timeout that is switched off: a statement that waits for a lock keeps everybody behind it waiting. */
@AutoService(SafetyRule.class)
public final class UnlimitedWaitBlocksClients implements SafetyRule {
    private static final Pattern OFF = Pattern.compile(
            "(?i)^(?:session\\s+|local\\s+)?"
                    + "(?:lock|statement|transaction|idle_in_transaction_session)_timeout\\s*(?:=|\\bto\\b)\\s*'?0+\\s*(?:ms|s|min)?'?\\s*$");

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
        if (!(subject.change() instanceof RunAsWritten run) || !run.action().equals("set")) {
            return List.of();
        }
        Matcher off = OFF.matcher(run.object());
        return off.find()
                ? List.of(subject.findingAtStart(
                        this,
                        "lets the statements after it wait without end, and every query on their tables behind them",
                        "leave it out: each step has the limits that it needs"))
                : List.of();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A statement that waits for a lock makes all later queries on that table wait behind it. With lock_timeout,
                statement_timeout or transaction_timeout at zero nothing ends that.""", """
                The value is not zero.""", """
                The setting is left out. Each step sets its own limits: brief ones where clients wait behind it, none where nobody
                does.""", new Explanation.Example("""
                SET lock_timeout = 0;""", """
                SET lock_timeout = '2s';"""));
    }
}
