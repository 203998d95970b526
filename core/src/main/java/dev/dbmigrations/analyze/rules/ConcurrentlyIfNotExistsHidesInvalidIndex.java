package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Index;
import java.util.List;

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS: after a failed attempt it accepts the broken leftover. */
@AutoService(SafetyRule.class)
public final class ConcurrentlyIfNotExistsHidesInvalidIndex implements SafetyRule {

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
        if (!(subject.change() instanceof CreateIndex create)
                || !create.how().concurrently()
                || !create.how().ifNotExists()
                || !subject.hasClients()) {
            return List.of();
        }
        String name = create.name();
        boolean broken = name != null
                && subject.table()
                        .flatMap(t -> t.index(name))
                        .map(Index::valid)
                        .map(v -> !v)
                        .orElse(false);
        String harm = broken
                ? "does nothing: index " + name + " is there, but invalid, and no query will use it"
                : "accepts the invalid index that a failed attempt leaves behind, and reports success";
        Finding finding = subject.finding(
                this, "IF NOT EXISTS", harm, "leave out IF NOT EXISTS: a leftover is found and dropped by itself");
        return List.of(broken ? finding.as(Severity.ERROR) : finding);
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A concurrent build that fails, by a timeout or a duplicate value, leaves an invalid index behind: it slows every write
                and helps no query. The same statement run again finds an index of that name, does nothing and reports success.""", """
                The index is built without IF NOT EXISTS, or the table is new in this migration.""", """
                The index is built without IF NOT EXISTS. Before each attempt an invalid index of that name is looked for and dropped
                concurrently.""", new Explanation.Example("""
                CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_total_idx ON orders (total);""", """
                CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);"""));
    }
}
