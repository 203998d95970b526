package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.change.WholeTableChange.ChangePartitions;
import dev.dbmigrations.change.WholeTableChange.SetTableOption;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.List;

/** ALGORITHM=INSTANT on something that is never instant: the word is taken, and every row copied. */
@AutoService(SafetyRule.class)
public final class FalseInstantCopiesTable implements SafetyRule {

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
        boolean promised = subject.clause().asked().algorithm().equals("instant");
        if (!promised || subject.work() != Work.REWRITE || !isWhole(subject.change()) || !subject.isSlow()) {
            return List.of();
        }
        String harm = "is not instant: where the server takes the word it copies " + subject.sized()
                + " all the same, for " + subject.time();
        return List.of(subject.finding(this, "ALGORITHM", harm, "copy to a second table in batches, and swap the two"));
    }

    private static boolean isWhole(Change change) {
        return change instanceof SetTableOption
                || change instanceof AlterOtherwise
                || change instanceof ChangePartitions;
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                ALGORITHM=INSTANT is meant to be refused where it cannot be had. MariaDB 10.11 accepts it for another engine, for
                ORDER BY and for PARTITION BY, and then copies every row while nobody can write. MySQL refuses it.""", """
                The action is one the server can do in an instant; or the table is empty or small.""", """
                A second table is made as wanted, filled in batches, kept in step by triggers and swapped in.""", new Explanation.Example("""
                ALTER TABLE orders ALGORITHM=INSTANT, ORDER BY total;""", """
                ALTER TABLE orders COMMENT 'by total', ALGORITHM=INSTANT;"""));
    }
}
