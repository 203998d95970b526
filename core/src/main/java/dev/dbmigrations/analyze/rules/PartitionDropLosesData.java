package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.ChangePartitions;
import dev.dbmigrations.change.WholeTableChange.PartitionOperation;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** A partition is dropped or emptied: its rows are gone at once. */
@AutoService(SafetyRule.class)
public final class PartitionDropLosesData implements SafetyRule {

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
        if (!(subject.change() instanceof ChangePartitions change) || !subject.hasClients()) {
            return List.of();
        }
        boolean loses =
                change.operation() == PartitionOperation.DROP || change.operation() == PartitionOperation.TRUNCATE;
        String which = change.partitions().isEmpty() ? "all partitions" : InWords.list(change.partitions());
        String harm = "loses every row in " + which + " of " + subject.sized() + " for good";
        return loses
                ? List.of(subject.finding(
                        this,
                        change.operation().name(),
                        harm,
                        "exchange it with an empty table first, and drop that later"))
                : List.of();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rows of the partition are gone when the statement is. Nothing brings them back: there is no transaction to undo.""", """
                The table is new in this migration, or the partition is moved out or cut differently.""", """
                The partition is exchanged with an empty table of the same shape. That table keeps the rows until nobody has missed
                them.""", new Explanation.Example("""
                ALTER TABLE visits DROP PARTITION january;""", """
                ALTER TABLE visits ADD PARTITION (PARTITION march VALUES LESS THAN (91));"""));
    }
}
