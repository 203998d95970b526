package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Column.Generation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A key that numbers itself in 32 bits or less: at 2,147,483,647 every insert fails. */
@AutoService(SafetyRule.class)
public final class IntegerKeyRunsOut implements SafetyRule {
    private static final Set<Generation> NUMBERED =
            Set.of(Generation.IDENTITY_ALWAYS, Generation.IDENTITY_BY_DEFAULT, Generation.OWNED_SEQUENCE);

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
        Stream<NewColumn> columns = switch (subject.change()) {
            case CreateTable create -> create.traits().temporary() ? Stream.empty() : create.columns().stream();
            case AddColumn add -> Stream.of(add.definition());
            default -> Stream.empty();
        };
        return columns.filter(c -> NUMBERED.contains(c.generation()))
                .filter(c -> Set.of("integer", "smallint").contains(WholeNumbers.named(c.type())))
                .map(c -> subject.finding(
                        this,
                        c.name(),
                        "counts in " + WholeNumbers.named(c.type()) + ": after "
                                + (WholeNumbers.named(c.type()).equals("integer") ? "2,147,483,647" : "32,767")
                                + " rows, deleted ones included, every insert fails",
                        "make it bigint while the table is new"))
                .toList();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Numbers that a sequence has given are never given again, those of failed inserts included. When the type is used up
                every insert fails, and the change to bigint then writes each row of the table and of those that refer to it.""", """
                The column is bigint, or does not number itself.""", """
                The column is bigint from the start; it costs four bytes a row.""", new Explanation.Example("""
                CREATE TABLE notes (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text);""", """
                CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text);"""));
    }
}
