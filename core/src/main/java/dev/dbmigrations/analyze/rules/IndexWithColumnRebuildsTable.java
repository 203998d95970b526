package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Impact.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A column and an index in one ALTER TABLE: together they write the table anew, apart they would not. */
@AutoService(SafetyRule.class)
public final class IndexWithColumnRebuildsTable implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> review(Review review) {
        Map<Statement, List<Subject>> byStatement = review.subjects().stream()
                .collect(Collectors.groupingBy(Subject::statement, LinkedHashMap::new, Collectors.toList()));
        return byStatement.values().stream()
                .filter(all -> all.stream().allMatch(s -> s.work() != Work.REWRITE))
                .filter(all -> all.stream().anyMatch(s -> s.work() == Work.INDEX_BUILD && s.isSlow()))
                .flatMap(all -> all.stream()
                        .filter(IndexWithColumnRebuildsTable::isInstantColumn)
                        .limit(1))
                .map(this::finding)
                .toList();
    }

    private static boolean isInstantColumn(Subject subject) {
        return subject.work() == Work.METADATA
                && (subject.change() instanceof AddColumn || subject.change() instanceof DropColumn);
    }

    private Finding finding(Subject subject) {
        String harm = "writes " + subject.sized() + " anew, because an index is built in the same statement";
        return subject.findingAtStart(this, harm, "change the columns and the indexes in statements of their own");
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A server picks one way for all actions of an ALTER TABLE. A column that is added or dropped in an instant, together
                with an index that is built beside the rows, become one rebuild of the whole table.""", """
                The actions stand in statements of their own, all of them are of one kind, or the table is new in this migration,
                empty or small.""", """
                The columns come first, in an instant; the indexes follow in a second statement.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN seen datetime, ADD INDEX orders_total (total);""", """
                ALTER TABLE orders ADD COLUMN seen datetime;
                ALTER TABLE orders ADD INDEX orders_total (total);"""));
    }
}
