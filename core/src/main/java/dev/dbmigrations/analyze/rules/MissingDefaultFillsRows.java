package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Column.Generation;
import java.util.List;

/** A new column that must have a value and is given none: old rows get a zero nobody chose, new ones fail. */
@AutoService(SafetyRule.class)
public final class MissingDefaultFillsRows implements SafetyRule {

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
        if (!(subject.change() instanceof AddColumn add)
                || !add.definition().notNull()
                || add.definition().defaultSql() != null
                || add.definition().generation() != Generation.PLAIN
                || !subject.hasClients()) {
            return List.of();
        }
        boolean isEmpty = subject.table().map(t -> t.size().isEmpty()).orElse(false);
        String filled = "fills " + subject.sized() + " with 0, '' or the like in silence, and ";
        String harm = (isEmpty ? "" : filled) + "makes every INSERT fail that does not know the new column";
        Finding finding =
                subject.finding(this, "NOT NULL", harm, "give it a DEFAULT, or add it nullable and fill it first");
        return List.of(isEmpty ? finding.as(Severity.WARNING) : finding);
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The statement succeeds: each row that is there gets 0, an empty text or the first member of an enumeration, and nobody
                can tell later which values were meant. The clients that run now go on inserting rows without the column, and fail in
                strict mode.""", """
                The table is new in this migration; or the column has a default, is computed, or numbers itself.""", """
                With a constant default the column is added at once without touching a row. Without one it is added nullable, filled
                in batches once every client writes it, and made NOT NULL in the end.""", new Explanation.Example("""
                ALTER TABLE orders ADD COLUMN channel varchar(10) NOT NULL;""", """
                ALTER TABLE orders ADD COLUMN channel varchar(10) NOT NULL DEFAULT 'web';"""));
    }
}
