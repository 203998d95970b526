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
import dev.dbmigrations.schema.Index;
import java.util.List;

/** An index that another already does the work of: it costs each write, and no query needs it. */
@AutoService(SafetyRule.class)
public final class IndexDuplicatesAnother implements SafetyRule {

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
        if (!(subject.change() instanceof CreateIndex create)
                || create.columns().isEmpty()
                || !isPlain(create.tail())) {
            return List.of();
        }
        return subject.table().stream()
                .flatMap(t -> t.indexes().stream())
                .filter(i -> i.valid() && !i.name().equals(create.name()) && serves(i, create))
                .limit(1)
                .map(i -> subject.finding(
                        this,
                        create.how().unique() ? "CREATE UNIQUE INDEX" : "CREATE INDEX",
                        "costs every write and serves no query: " + i.name() + " on "
                                + String.join(", ", i.keyColumns()) + " does the same",
                        "leave it out"))
                .toList();
    }

    /** Nothing but columns, in the order and by the method that are usual. */
    private static boolean isPlain(String tail) {
        return tail.strip().matches("(?is)(using\\s+btree\\s*)?\\(\\s*[\\w\".]+(\\s*,\\s*[\\w\".]+)*\\s*\\)");
    }

    private static boolean serves(Index index, CreateIndex wanted) {
        List<String> key = index.keyColumns();
        boolean ordinary = index.shape().method().equals("btree") && !index.isPartial() && !index.hasExpression();
        boolean asWide = key.size() == wanted.columns().size();
        return ordinary
                && key.size() >= wanted.columns().size()
                && key.subList(0, wanted.columns().size()).equals(wanted.columns())
                && index.parts().stream().allMatch(p -> p.sql().matches("\\w+|\"[^\"]+\""))
                && (!wanted.how().unique() || (asWide && index.unique()));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Every insert, and most updates, write every index of the table. One whose columns are the first of another's is of no
                use to a query that the other could not answer.""", """
                No valid index of the whole table begins with the same columns; or the new one is unique and the other is not.""", """
                It is left out.""", new Explanation.Example("""
                CREATE INDEX CONCURRENTLY orders_mail_idx ON orders (email);""", """
                CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);"""));
    }
}
