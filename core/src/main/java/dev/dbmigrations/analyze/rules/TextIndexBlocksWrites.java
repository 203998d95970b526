package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.IndexChange.Kind;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import java.util.List;

/** A FULLTEXT or SPATIAL index: nobody writes to the table until it is built. */
@AutoService(SafetyRule.class)
public final class TextIndexBlocksWrites implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof CreateIndex create)
                || subject.impact().blocks().compareTo(Lock.Blocks.WRITES) < 0
                || subject.work() == Work.METADATA
                || create.how().kind() == Kind.ORDINARY
                || !subject.isSlow()
                || !subject.hasClients()) {
            return List.of();
        }
        String kind = create.how().kind().name();
        String harm = "stops all writes to " + subject.sized() + " for " + subject.time() + ", until the " + kind
                + " index is built";
        return List.of(subject.finding(this, kind, harm, "build it on a second table kept in step, and swap the two"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                An ordinary index is built while rows are written. A FULLTEXT or SPATIAL one is not: every INSERT, UPDATE and DELETE
                waits until it is complete. The first FULLTEXT index of a table may even write the table anew, for the column that
                numbers its documents.""", """
                The index is an ordinary one; or the table is new in this migration, empty or small.""", """
                A second table with the index is filled in batches, kept in step by triggers, and swapped in.""", new Explanation.Example("""
                CREATE FULLTEXT INDEX orders_note ON orders (note);""", """
                CREATE INDEX orders_note ON orders (note(20));"""));
    }
}
