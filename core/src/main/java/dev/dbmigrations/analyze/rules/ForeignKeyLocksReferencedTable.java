package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.stream.Stream;

/** A foreign key written in passing: it locks the other table too, if only for a moment. */
@AutoService(SafetyRule.class)
public final class ForeignKeyLocksReferencedTable implements SafetyRule {

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
        return referenced(subject.change())
                .map(subject.schema()::resolve)
                .distinct()
                .filter(t -> subject.impact().tables().contains(t) && !isOwn(subject, t))
                .map(t -> subject.finding(
                        this,
                        "REFERENCES",
                        "waits for the running writes to " + subject.called(t) + ", and later ones wait behind it",
                        "add the foreign key in a step of its own"))
                .toList();
    }

    private static boolean isOwn(Subject subject, TableName table) {
        return subject.table().map(Table::name).filter(table::equals).isPresent();
    }

    private static Stream<TableName> referenced(Change change) {
        Stream<AddConstraint> written = switch (change) {
            case CreateTable create -> create.constraints().stream();
            case AddColumn add -> add.definition().constraints().stream().map(NewColumn.Inline::constraint);
            default -> Stream.empty();
        };
        return written.filter(AddForeignKey.class::isInstance)
                .map(c -> ((AddForeignKey) c).target().table());
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A foreign key puts triggers on the table it points at. That takes a lock which stops writes there, for a moment once it
                is granted, but it has to be waited for, and every later write to that table waits behind it.""", """
                The table it points at is new in this migration, or is the table itself.""", """
                The table or column is made without the foreign key, which is added in a short step of its own that gives up and tries
                again when it has to wait.""", new Explanation.Example("""
                CREATE TABLE notes (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));""", """
                CREATE TABLE notes (id bigint PRIMARY KEY, customer_id bigint);"""));
    }
}
