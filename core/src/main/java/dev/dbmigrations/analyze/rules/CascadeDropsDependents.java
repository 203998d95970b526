package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/** CASCADE: views, foreign keys and more go without being named. */
@AutoService(SafetyRule.class)
public final class CascadeDropsDependents implements SafetyRule {

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
        Change change = subject.change();
        if (change instanceof RunAsWritten run) {
            return run.action().startsWith("drop") && subject.clause().sql().matches("(?is).*\\bcascade\\s*")
                    ? List.of(finding(subject, "drops whatever depends on " + run.object() + " without naming it"))
                    : List.of();
        }
        List<String> gone = subject.table().stream()
                .flatMap(t -> goingWith(change, t, subject))
                .distinct()
                .sorted()
                .toList();
        return gone.isEmpty() ? List.of() : List.of(finding(subject, "also drops " + InWords.list(gone)));
    }

    private Finding finding(Subject subject, String harm) {
        return subject.finding(this, "CASCADE", harm, "drop by name what is to go, and leave out CASCADE");
    }

    private static Stream<String> goingWith(Change change, Table table, Subject subject) {
        return switch (change) {
            case DropTable drop -> drop.cascade() ? withTable(table, subject) : Stream.empty();
            case DropColumn drop -> drop.cascade() ? withColumn(table, drop.column(), subject) : Stream.empty();
            case DropConstraint drop ->
                table.constraint(drop.name())
                        .filter(c -> drop.cascade() && c.isKey())
                        .map(c -> references(table, subject, c.columns()))
                        .orElse(Stream.empty());
            default -> Stream.empty();
        };
    }

    private static Stream<String> withTable(Table table, Subject subject) {
        Stream<String> readers = table.surroundings().dependents().stream()
                .filter(d -> !d.kind().equals("trigger") && !d.kind().equals("generated column"))
                .filter(d -> !d.isOfEveryPartition())
                .map(d -> d.kind() + " " + d.name());
        return Stream.concat(readers, references(table, subject, List.of()));
    }

    private static Stream<String> withColumn(Table table, String column, Subject subject) {
        Stream<String> readers = table.surroundings().dependents().stream()
                .filter(d -> d.uses(column))
                .map(d -> d.kind() + " " + d.name());
        return Stream.concat(readers, references(table, subject, List.of(column)));
    }

    /** The foreign keys that point at the table; those at the columns only, unless none are given. */
    private static Stream<String> references(Table table, Subject subject, List<String> columns) {
        return table.surroundings().referencing().stream()
                .filter(r -> r.constraint().target() != null
                        && (columns.isEmpty()
                                || r.constraint().target().columns().stream().anyMatch(columns::contains)))
                .map(r -> "foreign key " + r.constraint().name() + " of " + subject.called(r.from()));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                CASCADE drops everything that depends on what is named: views, foreign keys of other tables, and the data of
                materialized views. Nobody who reads the statement sees what. Each table concerned is locked as well.""", """
                Nothing depends on it.""", """
                What is to go is dropped by name, so that a reviewer sees it and the way back can be written.""", new Explanation.Example("""
                ALTER TABLE orders DROP COLUMN email CASCADE;""", """
                DROP VIEW order_emails;"""));
    }
}
