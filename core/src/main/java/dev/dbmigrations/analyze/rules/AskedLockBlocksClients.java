package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** A statement that asks to stop clients: ALGORITHM=COPY, LOCK=SHARED or LOCK=EXCLUSIVE. */
@AutoService(SafetyRule.class)
public final class AskedLockBlocksClients implements SafetyRule {

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
        Clause.Manner asked = subject.clause().asked();
        boolean copies = asked.algorithm().equals("copy") && !asked.lock().equals("none");
        boolean locks = asked.lock().equals("shared") || asked.lock().equals("exclusive");
        if (!(copies || locks) || !subject.isSlow() || !subject.hasClients()) {
            return List.of();
        }
        String stopped = asked.lock().equals("exclusive") ? "reads and writes of " : "writes to ";
        String words = locks ? "LOCK" : "ALGORITHM";
        String harm =
                "stops " + stopped + subject.sized() + " until it is done, even where the server needs no such lock";
        return List.of(subject.finding(this, words, harm, "leave it out: the cheapest way is found and held to"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server does what it is told: it copies every row where a note in the catalog would do, or keeps writers away
                although it could let them go on.""", """
                ALGORITHM and LOCK are left out or ask for a cheap way (INSTANT, NOCOPY, INPLACE, LOCK=NONE), which the server refuses
                where it cannot have it. Or the table is new in this migration, empty or small.""", """
                The words are left out. Each statement is asked for the cheapest algorithm the server has for it, together with
                LOCK=NONE.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN seen datetime, ALGORITHM=COPY, LOCK=SHARED;""", """
                ALTER TABLE orders ADD COLUMN seen datetime, ALGORITHM=INSTANT;"""));
    }
}
