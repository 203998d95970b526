package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** ATTACH PARTITION: the table is read while nobody can use it, and so is a default partition. */
@AutoService(SafetyRule.class)
public final class PartitionAttachReadsTable implements SafetyRule {

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
        if (!(subject.change() instanceof AlterOtherwise alter)
                || !alter.action().equals("attach partition")
                || subject.work() == Work.METADATA) {
            return List.of();
        }
        List<Table> read = subject.impact().locks().stream()
                .filter(l -> l.blocks() == Lock.Blocks.READS_AND_WRITES)
                .flatMap(l -> subject.schema().table(l.table()).stream())
                .filter(t -> !subject.isQuick(t))
                .toList();
        if (read.isEmpty()) {
            return List.of();
        }
        String tables = InWords.list(read.stream().map(subject::sized).toList());
        String harm = "stops all reads and writes of " + tables + " until every row is found to be in its place";
        return List.of(subject.finding(
                this, "ATTACH PARTITION", harm, "prove the bounds by a CHECK first: NOT VALID, then VALIDATE"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server reads the new partition from end to end to see that each row belongs into it, and a default partition to
                see that none of its rows does, while nobody can use either of them. Writers of the other partitions go on.""", """
                A validated CHECK of each of the two tables says what the bounds say, or they are new in this migration, empty or
                small.""", """
                A CHECK that repeats the bounds is added as NOT VALID and validated while the table is used. Then attaching reads
                nothing, and the CHECK is dropped with it.""", new Explanation.Example("""
                ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (1000) TO (2000);""", """
                -- db-migrations: transaction=none
                ALTER TABLE events_2 ADD CONSTRAINT bounds CHECK (at >= 1000 AND at < 2000) NOT VALID;
                ALTER TABLE events_2 VALIDATE CONSTRAINT bounds;
                ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (1000) TO (2000);"""));
    }
}
