package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** A dropped column: clients that still use it fail, and what it held is gone. */
@AutoService(SafetyRule.class)
public final class ColumnDropBreaksClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof DropColumn drop) || !subject.hasClients()) {
            return List.of();
        }
        String harm = "breaks every client that still uses " + subject.called(drop.table()) + "." + drop.column()
                + subject.table().map(t -> lost(t, drop.column())).orElse(", and its values are gone");
        return List.of(subject.finding(
                this, "DROP", harm, "stop using it first, and drop it behind the gate when no client needs it"));
    }

    private static String lost(Table table, String column) {
        List<String> indexes = table.indexes().stream()
                .filter(i -> i.keyColumns().contains(column) || i.included().contains(column))
                .map(Index::name)
                .toList();
        String values = table.size().isEmpty()
                ? ""
                : ", and loses its values in " + InWords.rows(table.size().rows());
        String with = indexes.isEmpty()
                ? ""
                : "; " + InWords.list(indexes) + (indexes.size() == 1 ? " goes" : " go") + " with it";
        return values + with;
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The clients that run now still read the column, by name or by SELECT *, or write to it. They fail at once. What the
                column held is gone for good: adding it again brings no value back. Its indexes go with it without a word.""", """
                The table is new in this migration.""", """
                The clients stop using the column first. Then, behind the gate, its indexes are dropped concurrently and the column in a
                short transaction. What it held can be kept in an archive table until the way back is no longer needed.""", new Explanation.Example("""
                ALTER TABLE orders DROP COLUMN email;""", """
                ALTER TABLE orders ALTER COLUMN email DROP NOT NULL;"""));
    }
}
