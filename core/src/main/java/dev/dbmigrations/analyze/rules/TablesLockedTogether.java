package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.analyze.Subject.Held;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;

/** Two tables locked in one transaction: the second is waited for while the first is kept, and two that do so in different orders never end. */
@AutoService(SafetyRule.class)
public final class TablesLockedTogether implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.TRANSACTIONAL_DDL);
    }

    @Override
    public List<Finding> check(Subject subject) {
        Optional<Held> first = subject.setting().held().stream()
                .filter(h -> h.lock().blocks() == Lock.Blocks.READS_AND_WRITES
                        || subject.impact().work() == Work.METADATA)
                .filter(h -> isTable(subject, h.lock().table()))
                .findFirst();
        boolean isFirstOfItsStatement = subject.statement().clauses().getFirst().equals(subject.clause());
        if (first.isEmpty() || !isFirstOfItsStatement) {
            return List.of();
        }
        return subject.impact().locks().stream()
                .filter(l -> l.blocks().compareTo(Lock.Blocks.WRITES) >= 0)
                .map(Lock::table)
                .filter(t -> isTable(subject, t) && isNotHeld(subject, t))
                .limit(1)
                .map(t -> subject.findingAtStart(
                        this,
                        "waits for " + subject.called(t) + " while "
                                + subject.called(first.get().lock().table()) + " of line "
                                + first.get().since().line()
                                + " stays locked; a client that locks them the other way round makes a deadlock",
                        "let each table have a transaction of its own"))
                .toList();
    }

    private static boolean isTable(Subject subject, TableName name) {
        return subject.schema()
                .table(name)
                .filter(t -> t.kind() != Table.Kind.VIEW && t.kind() != Table.Kind.MATERIALIZED_VIEW)
                .isPresent();
    }

    private static boolean isNotHeld(Subject subject, TableName table) {
        return subject.setting().held().stream().noneMatch(h -> h.lock().table().equals(table));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A lock is kept until the transaction ends. While the second table is waited for, nobody can use the first; and if a
                client has the second and waits for the first, neither gets further until the server ends one of them.""", """
                The statements are transactions of their own, only one of the tables was there before, or one statement needs both.""", """
                The plan gives each table a step of its own. Where two tables have to be locked at one moment, they are locked in the
                order of their names.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN note text;
                ALTER TABLE customers ADD COLUMN note text;""", """
                -- db-migrations: transaction=none
                ALTER TABLE orders ADD COLUMN note text;
                ALTER TABLE customers ADD COLUMN note text;"""));
    }
}
