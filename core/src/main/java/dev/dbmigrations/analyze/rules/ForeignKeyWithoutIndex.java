package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A foreign key whose own columns have no index: each delete in the other table reads this one whole. */
@AutoService(SafetyRule.class)
public final class ForeignKeyWithoutIndex implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.INDEXED_FOREIGN_KEYS);
    }

    @Override
    public List<Finding> review(Review review) {
        List<Finding> findings = new ArrayList<>();
        for (Subject subject : review.subjects()) {
            written(subject)
                    .filter(key -> lacksIndex(subject, review.after().table(key.table()), key.columns()))
                    .map(key -> finding(subject, key))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static boolean lacksIndex(Subject subject, Optional<Table> table, List<String> columns) {
        boolean matters = table.map(t -> t.isNew() || !subject.isQuick(t)).orElse(false);
        return matters && table.get().indexes().stream().noneMatch(i -> serves(i, columns));
    }

    /** Whether the index leads with the columns in any order and holds every row. */
    private static boolean serves(Index index, List<String> columns) {
        List<String> key = index.keyColumns();
        return index.valid()
                && !index.isPartial()
                && !index.hasExpression()
                && key.size() >= columns.size()
                && Set.copyOf(key.subList(0, columns.size())).equals(Set.copyOf(columns));
    }

    private static Stream<AddForeignKey> written(Subject subject) {
        Stream<AddConstraint> constraints = switch (subject.change()) {
            case AddForeignKey key -> Stream.of(key);
            case CreateTable create -> create.constraints().stream();
            case AddColumn add -> add.definition().constraints().stream().map(NewColumn.Inline::constraint);
            default -> Stream.empty();
        };
        return constraints.filter(AddForeignKey.class::isInstance).map(AddForeignKey.class::cast);
    }

    private Finding finding(Subject subject, AddForeignKey key) {
        String table = subject.called(key.table());
        String harm = "makes each delete in " + subject.called(key.target().table()) + " read all of " + table
                + ": no index begins with " + String.join(", ", key.columns());
        Finding finding = subject.finding(
                this, "REFERENCES", harm, "index " + table + " (" + String.join(", ", key.columns()) + ") first");
        boolean isNew = subject.schema().table(key.table()).map(Table::isNew).orElse(true);
        return isNew ? finding.as(Severity.INFO) : finding;
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                When a row of the other table is deleted, or its key changed, the server looks for rows that refer to it. Without an
                index it reads this table from end to end, once for each such row.""", """
                An index that holds every row begins with the columns of the key, even if it is made later in the same migration; or the
                table is small.""", """
                The index is built concurrently before the foreign key is added.""", new Explanation.Example("""
                ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;""", """
                CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
                ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;"""));
    }
}
