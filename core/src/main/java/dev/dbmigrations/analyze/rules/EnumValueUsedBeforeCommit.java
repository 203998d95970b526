package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A new value of an enum that is used in the transaction that adds it: the server refuses. */
@AutoService(SafetyRule.class)
public final class EnumValueUsedBeforeCommit implements SafetyRule {
    /** The value as it is written, with its quotes. */
    private static final Pattern ADDING =
            Pattern.compile("(?is)\\badd\\s+value\\s+(?:if\\s+not\\s+exists\\s+)?('(?:[^']|'')*')");

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> review(Review review) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> added = new TreeMap<>();
        for (Subject subject : review.subjects()) {
            if (isAlone(subject)) {
                added.clear();
                continue;
            }
            Matcher adding = ADDING.matcher(subject.clause().sql());
            if (subject.change() instanceof RunAsWritten run
                    && run.action().equals("alter type add value")
                    && adding.find()) {
                added.put(adding.group(1), subject.statement().position().line());
                continue;
            }
            added.entrySet().stream()
                    .filter(value -> subject.clause().sql().contains(value.getKey()))
                    .limit(1)
                    .forEach(value -> findings.add(subject.findingAtStart(
                            this,
                            "uses " + value.getKey() + " of line " + value.getValue()
                                    + " in the same transaction, which the server refuses: it is not committed yet",
                            "add the value in a transaction of its own")));
        }
        return findings;
    }

    private static boolean isAlone(Subject subject) {
        return subject.setting().directives().transactionNone()
                || subject.statement().transaction() == Statement.Transaction.FORBIDDEN
                || (subject.change() instanceof RunAsWritten run && run.action().matches("begin|commit|rollback"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Since version 12 a value may be added within a transaction, but until that commits nothing may use it: a default, a
                row or a comparison stops with "unsafe use of new value".""", """
                Each statement is a transaction of its own, or the type is new in this migration.""", """
                The plan gives the new value a transaction of its own, before the statements that use it.""", new Explanation.Example("""
                ALTER TYPE mood ADD VALUE 'calm';
                ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'calm';""", """
                -- db-migrations: transaction=none
                ALTER TYPE mood ADD VALUE 'calm';
                ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'calm';"""));
    }
}
