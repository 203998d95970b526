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
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A foreign key between columns of two types: values are converted at each look-up, and the smaller type runs out first. */
@AutoService(SafetyRule.class)
public final class ForeignKeyTypesDiffer implements SafetyRule {

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
        return keys(subject.change())
                .flatMap(key -> differing(subject, key).stream())
                .toList();
    }

    private static Stream<AddForeignKey> keys(Change change) {
        Stream<AddConstraint> written = switch (change) {
            case CreateTable create -> create.constraints().stream();
            case AddColumn add -> add.definition().constraints().stream().map(NewColumn.Inline::constraint);
            case AddForeignKey key -> Stream.of(key);
            default -> Stream.empty();
        };
        return written.filter(AddForeignKey.class::isInstance).map(AddForeignKey.class::cast);
    }

    private Optional<Finding> differing(Subject subject, AddForeignKey key) {
        Table target = subject.schema().table(key.target().table()).orElse(null);
        if (target == null) {
            return Optional.empty();
        }
        List<String> there = key.target().columns().isEmpty()
                ? target.primaryKey().map(Constraint::columns).orElse(List.of())
                : key.target().columns();
        for (int i = 0; i < Math.min(there.size(), key.columns().size()); i++) {
            String column = key.columns().get(i);
            String own = typeOf(subject, column).orElse("");
            String other = target.column(there.get(i))
                    .map(c -> WholeNumbers.named(c.type()))
                    .orElse("");
            if (!own.isEmpty() && !other.isEmpty() && !own.equals(other)) {
                String harm = "points from " + column + " (" + own + ") to " + there.get(i) + " of "
                        + subject.called(target.name()) + " (" + other + "): the smaller of the two runs out first";
                return Optional.of(subject.finding(this, "REFERENCES", harm, "give both the same type"));
            }
        }
        return Optional.empty();
    }

    /** Only whole numbers are compared: what else may point at another type, the server says itself. */
    private static Optional<String> typeOf(Subject subject, String column) {
        Stream<String> written = switch (subject.change()) {
            case CreateTable create ->
                create.columns().stream().filter(c -> c.name().equals(column)).map(NewColumn::type);
            case AddColumn add -> Stream.of(add.definition().type());
            default -> subject.table().flatMap(t -> t.column(column)).map(Column::type).stream();
        };
        return written.map(WholeNumbers::named).findFirst();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                An integer column that points at a bigint key takes the key's values until they pass 2,147,483,647; then each insert
                fails. The other way round nothing fails, but a change of type is needed sooner or later.""", """
                Both columns are of the same type.""", """
                The column is made with the type of the key that it points at.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN paid_by integer REFERENCES customers (id);""", """
                ALTER TABLE orders ADD COLUMN paid_by bigint REFERENCES customers (id);"""));
    }
}
