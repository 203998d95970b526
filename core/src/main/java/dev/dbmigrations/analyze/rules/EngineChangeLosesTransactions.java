package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.SetTableOption;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;
import java.util.regex.Pattern;

/** A table moves to an engine without transactions: half of a failed change stays. */
@AutoService(SafetyRule.class)
public final class EngineChangeLosesTransactions implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    private static final Pattern TRANSACTIONAL =
            Pattern.compile("(?i)['`\"]?(innodb|xtradb|rocksdb|tokudb|ndb\\w*)['`\"]?");

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof SetTableOption set)
                || !set.option().name().equals("engine")
                || TRANSACTIONAL.matcher(set.option().value().strip()).matches()
                || !subject.hasClients()) {
            return List.of();
        }
        String harm = "takes transactions, row locks and crash safety from " + subject.sized();
        return List.of(subject.finding(this, "ENGINE", harm, "stay with the engine"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Only some engines have transactions. On the others a statement that fails leaves half of its rows changed, a writer
                locks the whole table, a crash may break it, and foreign keys are refused.""", """
                The engine is one with transactions, or the table is new in this migration.""", """
                The table keeps its engine.""", new Explanation.Example("""
                ALTER TABLE notes ENGINE=MyISAM;""", """
                ALTER TABLE notes ENGINE=InnoDB;"""));
    }
}
