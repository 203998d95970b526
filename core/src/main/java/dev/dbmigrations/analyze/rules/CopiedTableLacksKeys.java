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
import java.util.List;

/** CREATE TABLE AS: the rows come without keys, defaults, checks and indexes. */
@AutoService(SafetyRule.class)
public final class CopiedTableLacksKeys implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof CreateTable create)
                || !create.traits().filled()
                || create.traits().temporary()) {
            return List.of();
        }
        String harm =
                "copies rows without keys, defaults, checks and indexes, and holds back vacuum until all are read";
        return List.of(subject.findingAtStart(
                this, harm, "create the table with its keys, then fill it with INSERT … SELECT"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The new table has the columns and rows of the query and nothing else: no primary key, so that it cannot be filled,
                changed or published in batches, and nothing keeps wrong rows out. Until the query ends, dead rows of the whole
                database stay.""", """
                The table is temporary.""", """
                The table is created with its keys and filled with INSERT … SELECT, which the plan does in batches.""", new Explanation.Example("""
                CREATE TABLE order_copies AS SELECT * FROM orders;""", """
                CREATE TABLE order_copies (LIKE orders INCLUDING ALL);
                INSERT INTO order_copies SELECT * FROM orders;"""));
    }
}
