package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/** A dropped table: clients that still use it fail, and its rows are gone. */
@AutoService(SafetyRule.class)
public final class TableDropLosesData implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof DropTable drop) || !subject.hasClients()) {
            return List.of();
        }
        Optional<Table> table = subject.table();
        if (table.isEmpty() && drop.ifExists()) {
            return List.of();
        }
        boolean isEmpty = table.map(t -> t.size().isEmpty()).orElse(false);
        String rows = table.map(t -> InWords.rows(t.size().rows())).orElse("its rows");
        String name = subject.called(drop.table());
        String harm = isEmpty
                ? "breaks every client that still uses " + name
                : "loses " + rows + " for good, and breaks every client that still uses " + name;
        Finding finding = subject.finding(
                this, "DROP TABLE", harm, "rename it first, and drop it behind the gate when nobody has missed it");
        return List.of(isEmpty ? finding.as(Severity.WARNING) : finding);
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rows are gone when the transaction commits, and the clients that still use the table fail. The tables its foreign
                keys point at are locked as well.""", """
                The table is new in this migration, or it may be missing (IF EXISTS) and is.""", """
                The table is renamed first, so that it can be given back its name at once if somebody misses it, and dropped behind the
                gate.""", new Explanation.Example("""
                DROP TABLE orders;""", """
                ALTER TABLE customers ADD COLUMN archived boolean;"""));
    }
}
