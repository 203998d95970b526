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
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An index is dropped that a foreign key cannot do without: the server refuses. */
@AutoService(SafetyRule.class)
public final class ForeignKeyNeedsIndex implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        Table table = subject.table().orElse(null);
        if (table == null || !(subject.change() instanceof DropIndex drop)) {
            return List.of();
        }
        Index index = table.index(drop.index().name()).orElse(null);
        return index == null
                ? List.of()
                : needing(table, index)
                        .map(key -> "fails: foreign key " + key.name() + " needs it, and no other index begins with "
                                + String.join(", ", key.columns()))
                        .limit(1)
                        .map(harm -> subject.finding(
                                this, "DROP", harm, "make the other index first, or drop the foreign key first"))
                        .toList();
    }

    private static Stream<Constraint> needing(Table table, Index index) {
        return table.constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.FOREIGN_KEY)
                .filter(c -> table.indexes().stream()
                        .filter(i -> serves(i, c.columns()))
                        .allMatch(index::equals))
                .filter(c -> serves(index, c.columns()));
    }

    private static boolean serves(Index index, List<String> columns) {
        List<String> key = index.keyColumns();
        return key.size() >= columns.size()
                && Set.copyOf(key.subList(0, columns.size())).equals(Set.copyOf(columns));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The columns of a foreign key must be indexed. If the index is the only one that begins with them, the server does not
                drop it, and the migration stops in the middle, its earlier statements done for good.""", """
                Another index begins with the same columns.""", """
                An index that can take its place is built first; or the foreign key is dropped before.""", new Explanation.Example("""
                DROP INDEX orders_customer ON orders;""", """
                CREATE INDEX orders_customer_total ON orders (customer_id, total);
                DROP INDEX orders_customer ON orders;"""));
    }
}
