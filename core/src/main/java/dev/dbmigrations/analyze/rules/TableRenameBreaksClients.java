package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.WholeTableChange.RenameTable;
import dev.dbmigrations.dialect.Capability;
import java.util.List;

/** A renamed table: every client that uses the old name fails from that moment. */
@AutoService(SafetyRule.class)
public final class TableRenameBreaksClients implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof RenameTable rename) || !subject.hasClients()) {
            return List.of();
        }
        String harm = "breaks every client that uses " + subject.called(rename.table()) + " from that moment on";
        boolean undone = subject.setting().dialect().can(Capability.TRANSACTIONAL_DDL);
        String when = undone ? "in the same transaction" : "right behind it";
        return List.of(subject.finding(
                this, "RENAME TO", harm, "leave a view with the old name " + when + ", and drop it later"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The rename takes no time, but the clients that run now use the old name, and the new ones the new name. One of them
                fails, whichever is deployed first.""", """
                The table is new in this migration.""", """
                In one short transaction the table gets its new name and a view takes the old one. Simple views can be written to as
                well. The view is dropped when no client uses the old name any more.""", new Explanation.Example("""
                ALTER TABLE orders RENAME TO purchases;""", """
                CREATE VIEW purchases AS SELECT * FROM orders;"""));
    }
}
