package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.IndexChange.DropIndex;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/** DROP INDEX without CONCURRENTLY: a short lock for which every query on the table has to queue. */
@AutoService(SafetyRule.class)
public final class IndexDropBlocksReads implements SafetyRule {

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
        if (!(subject.change() instanceof DropIndex drop) || drop.concurrently()) {
            return List.of();
        }
        Optional<Table> table =
                subject.schema().index(drop.table(), drop.index()).map(found -> found.getKey());
        if (table.map(subject::isQuick).orElse(drop.ifExists())) {
            return List.of();
        }
        String on = table.map(subject::sized).orElse("its table");
        String harm = "waits for every running query on " + on + ", and all later reads and writes wait behind it";
        return List.of(subject.finding(this, "DROP INDEX", harm, "drop it concurrently"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Dropping takes no time, but it needs the table for itself. While it waits for a long query to end, every new query on
                the table waits behind it.""", """
                The table is new in this migration, empty or small. An index that belongs to a constraint goes with the constraint and
                is no business of this rule.""", """
                The index is dropped concurrently: the statement waits for old queries without making others wait.""", new Explanation.Example("""
                DROP INDEX orders_email_idx;""", """
                DROP INDEX CONCURRENTLY orders_email_idx;"""));
    }
}
