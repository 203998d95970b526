package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** A published table without a key: every UPDATE and DELETE on it fails. */
@AutoService(SafetyRule.class)
public final class PublicationStopsUpdates implements SafetyRule {

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
        if (!(subject.change() instanceof RunAsWritten run)
                || !run.action().matches("(create|alter) publication.*")
                || onlyInserts(subject.clause().sql())) {
            return List.of();
        }
        return run.tables().stream()
                .flatMap(name -> subject.schema().table(name).stream())
                .filter(t -> !isIdentified(t))
                .map(t -> subject.findingAtStart(
                        this,
                        "makes every UPDATE and DELETE on " + subject.called(t.name())
                                + " fail: without a primary key replicas cannot tell which row is meant",
                        "give it a primary key or a replica identity first"))
                .toList();
    }

    private static boolean onlyInserts(String sql) {
        return sql.matches("(?is).*\\bpublish\\s*=\\s*'\\s*(insert|truncate)(\\s*,\\s*(insert|truncate))*\\s*'.*");
    }

    private static boolean isIdentified(Table table) {
        return table.primaryKey().isPresent()
                || table.kind() == Table.Kind.PARTITIONED
                || table.indexes().stream().anyMatch(i -> i.shape().roles().contains(Index.Role.REPLICA_IDENTITY));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Updates and deletes are sent to subscribers by the replica identity, which is the primary key unless another was
                chosen. The moment a table without one is published, the server refuses both on it: "cannot update table because it
                does not have a replica identity and publishes updates".""", """
                Each table has a primary key or a replica identity, or only inserts are published.""", """
                A primary key is added first (the plan builds its index concurrently), or REPLICA IDENTITY USING INDEX or FULL is set.""", new Explanation.Example("""
                CREATE PUBLICATION all_events FOR TABLE events;""", """
                CREATE PUBLICATION all_orders FOR TABLE orders;"""));
    }
}
