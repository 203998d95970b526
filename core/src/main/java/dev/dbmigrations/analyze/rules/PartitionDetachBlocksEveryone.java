package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Dependent;
import java.util.List;

/** DETACH PARTITION: the whole partitioned table is locked for as long as that is waited for. */
@AutoService(SafetyRule.class)
public final class PartitionDetachBlocksEveryone implements SafetyRule {

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
        if (!(subject.change() instanceof AlterOtherwise alter)
                || !alter.action().equals("detach partition")
                || subject.table().map(subject::isQuick).orElse(false)) {
            return List.of();
        }
        String harm = "waits for every running query on " + subject.sized()
                + ", and all later reads and writes of its partitions wait behind it";
        boolean hasRest = subject.table().stream()
                .flatMap(t -> t.surroundings().dependents().stream())
                .anyMatch(Dependent::isDefaultPartition);
        return List.of(subject.finding(
                this,
                "DETACH PARTITION",
                harm,
                hasRest
                        ? "do it in a step of its own; beside a default partition there is no concurrent way"
                        : "detach it concurrently"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Detaching takes no time, but it needs the partitioned table, the partition and a default partition for itself. While
                it waits for a long query to end, every new query on any partition waits behind it.""", """
                It is detached concurrently, or the table is new in this migration, empty or small.""", """
                The partition is detached concurrently, which waits for old queries without making others wait. That is not possible
                while there is a default partition.""", new Explanation.Example("""
                ALTER TABLE events DETACH PARTITION events_1;""", """
                ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY;"""));
    }
}
