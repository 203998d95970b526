package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.RenameColumn;
import java.util.List;

/** A renamed column: every client that uses the old name fails from that moment. */
@AutoService(SafetyRule.class)
public final class ColumnRenameBreaksClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof RenameColumn rename) || !subject.hasClients()) {
            return List.of();
        }
        String harm = "breaks every client that reads or writes " + subject.called(rename.table()) + "."
                + rename.column() + " from that moment on";
        return List.of(subject.finding(
                this,
                "RENAME",
                harm,
                "keep both names: add a second column, keep both in step, drop the old one later"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rename takes no time, but the clients that run now use the old name, and the new ones the new name. One of them
                fails, whichever is deployed first. Functions that mention the old name in their text fail too.""", """
                The table is new in this migration.""", """
                A column with the new name is added, triggers keep both in step, the old rows are copied in batches, and the old column
                is dropped when no client uses it any more.""", new Explanation.Example("""
                ALTER TABLE orders RENAME COLUMN email TO mail;""", """
                ALTER TABLE orders ADD COLUMN mail varchar(50);"""));
    }
}
