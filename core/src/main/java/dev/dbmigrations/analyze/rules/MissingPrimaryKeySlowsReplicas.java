package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** A table without a primary key: replicas look for each changed row from end to end. */
@AutoService(SafetyRule.class)
public final class MissingPrimaryKeySlowsReplicas implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        boolean missing = switch (subject.change()) {
            case CreateTable create ->
                !create.traits().temporary()
                        && create.traits().parents().isEmpty()
                        && create.constraints().stream().noneMatch(AddPrimaryKey.class::isInstance);
            case DropConstraint drop -> drop.name().equals("PRIMARY") && !isReplaced(subject);
            default -> false;
        };
        String harm =
                "leaves a table whose rows nothing tells apart: replicas search all of it for each changed row, and clusters refuse it";
        return missing
                ? List.of(
                        subject.findingAtStart(this, harm, "give it a primary key, if need be one that numbers itself"))
                : List.of();
    }

    private static boolean isReplaced(Subject subject) {
        return subject.statement().changes().stream().anyMatch(AddPrimaryKey.class::isInstance);
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A replica that is told of changed rows finds them by the primary key. Without one it reads the whole table for each
                row, and falls behind for hours. Galera and Group Replication do not take such tables at all, and no change of many
                rows can be done in batches.""", """
                The table has a primary key, is temporary, or is made like another.""", """
                A column that numbers itself is added as the key.""", new Explanation.Example("""
                CREATE TABLE events (happened datetime NOT NULL, words text);""", """
                CREATE TABLE events (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, happened datetime NOT NULL, words text);"""));
    }
}
