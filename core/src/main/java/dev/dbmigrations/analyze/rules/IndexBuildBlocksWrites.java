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
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** CREATE INDEX without CONCURRENTLY: nobody writes to the table until the index is built. */
@AutoService(SafetyRule.class)
public final class IndexBuildBlocksWrites implements SafetyRule {

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
        if (!(subject.change() instanceof CreateIndex create)
                || create.how().concurrently()
                || subject.work() != Work.INDEX_BUILD
                || !subject.isSlow()) {
            return List.of();
        }
        String harm =
                "stops all writes to " + subject.sized() + " for " + subject.time() + ", until the index is built";
        String words = create.how().unique() ? "CREATE UNIQUE INDEX" : "CREATE INDEX";
        boolean inParts =
                subject.table().map(t -> t.kind() == Table.Kind.PARTITIONED).orElse(false);
        String instead = inParts
                ? "make it on the table alone (ONLY), build it on each partition concurrently, attach those"
                : "build it concurrently";
        return List.of(subject.finding(this, words, harm, instead));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The build holds a lock that lets others read the table but not write to it. How long depends on the size of the
                table and the type of the key. Every INSERT, UPDATE and DELETE waits until it is over.""", """
                The table is new in this migration, empty or small, or the index is built on the parent of partitions alone (ONLY).""", """
                The index is built concurrently: two scans instead of one, and nobody waits. The statement cannot run inside a
                transaction; what a failed attempt leaves behind is dropped before the next.""", new Explanation.Example("""
                CREATE INDEX orders_total_idx ON orders (total);""", """
                CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);"""));
    }
}
