package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Column.Generation;
import java.util.List;

/** A new column that must have a value and is given none: it fails, or clients that do not know it do. */
@AutoService(SafetyRule.class)
public final class NotNullWithoutDefault implements SafetyRule {

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
        if (!(subject.change() instanceof AddColumn add)
                || !add.definition().notNull()
                || add.definition().defaultSql() != null
                || add.definition().generation() != Generation.PLAIN
                || !subject.hasClients()) {
            return List.of();
        }
        String words = add.definition().constraints().isEmpty() ? "NOT NULL" : add.column();
        boolean isEmpty = subject.table().map(t -> t.size().isEmpty()).orElse(false);
        String rows = subject.table().map(t -> InWords.rows(t.size().rows())).orElse("its rows");
        String harm = isEmpty
                ? "makes every INSERT fail that does not know the new column"
                : "fails: " + rows + " of " + subject.called(add.table()) + " would hold NULL";
        Finding finding = subject.finding(this, words, harm, "give it a DEFAULT, or add it nullable and fill it first");
        return List.of(isEmpty ? finding.as(Severity.WARNING) : finding);
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rows that are there have no value for the column, so the statement fails unless the table is empty. And if it is
                empty, the clients that run now go on inserting rows without the column, and fail.""", """
                The table is new in this migration; or the column has a default, is computed, or draws from a sequence.""", """
                With a constant default the column is added at once without touching a row; the default can go later. Without one the
                column is added nullable, filled in batches once every client writes it, and made NOT NULL in the end.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN channel text NOT NULL;""", """
                ALTER TABLE orders ADD COLUMN channel text NOT NULL DEFAULT 'web';"""));
    }
}
