package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.Unrecognized;
import java.util.List;

/** A statement that nobody here can read: whatever it locks or loses is not known. */
@AutoService(SafetyRule.class)
public final class NotAnalysed implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!Effects.isOpaque(subject.change())) {
            return List.of();
        }
        String harm = subject.change() instanceof Unrecognized unknown
                ? "is not understood: " + unknown.because()
                : "hides what it does: nothing of it is examined";
        return List.of(subject.findingAtStart(this, harm, "write plain statements, or read it with care"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The statement runs as it is written, in a transaction that gives up when it has to wait too long for a lock. Which locks
                it takes, whether it rewrites a table, and whether it can be undone, nobody has looked at.""", """
                The statement is understood.""", """
                What it does is written as plain statements, one after the other. If that cannot be, a person reads it and waives the
                finding with a reason.""", new Explanation.Example("""
                DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'orders'; END $$;""", """
                ALTER TABLE orders ADD COLUMN checked boolean;"""));
    }
}
