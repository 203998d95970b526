package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** CREATE TABLE … PARTITION OF: the whole partitioned table is locked, and a default partition is read. */
@AutoService(SafetyRule.class)
public final class PartitionCreationLocksParent implements SafetyRule {

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
        if (!(subject.change() instanceof CreateTable create) || !isPartition(subject)) {
            return List.of();
        }
        Table parent = create.traits().parents().stream()
                .flatMap(p -> subject.schema().table(p).stream())
                .filter(p -> p.kind() == Table.Kind.PARTITIONED && !p.isNew())
                .findFirst()
                .orElse(null);
        if (parent == null) {
            return List.of();
        }
        boolean reads = parent.surroundings().dependents().stream().anyMatch(Dependent::isDefaultPartition);
        String harm =
                "needs " + subject.called(parent.name()) + " for itself: reads and writes of all its partitions wait"
                        + (reads ? " until its default partition has been read" : " behind it for as long as it waits");
        Finding finding = subject.finding(
                this, "PARTITION OF", harm, "create it as a table (LIKE … INCLUDING ALL), then attach it");
        return List.of(reads && !subject.isQuick(parent) ? finding.as(Severity.ERROR) : finding);
    }

    private static boolean isPartition(Subject subject) {
        return subject.clause().sql().matches("(?is).*\\bpartition\\s+of\\b.*");
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The statement takes a lock on the partitioned table that stops everything on all its partitions. That is over at once,
                unless there is a default partition: the server reads it to see that no row of it belongs into the new one.""", """
                The partitioned table is new in this migration.""", """
                The table is made on its own and attached: that lets others read and write the other partitions.""", new Explanation.Example("""
                CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (2000) TO (3000);""", """
                CREATE TABLE events_3 (LIKE events INCLUDING ALL);"""));
    }
}
