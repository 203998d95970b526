package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;

/** A table that moves to another schema, or a schema with another name: clients look for it in the old place. */
@AutoService(SafetyRule.class)
public final class SchemaMoveBreaksClients implements SafetyRule {

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
        boolean moves = subject.change() instanceof AlterOtherwise alter
                && alter.action().equals("set schema")
                && subject.hasClients();
        boolean renames =
                subject.change() instanceof RunAsWritten run && run.action().equals("alter schema rename to");
        if (!moves && !renames) {
            return List.of();
        }
        String harm = "breaks every client that looks for it where it was, by name or by search_path";
        return List.of(subject.finding(
                this,
                moves ? "SET SCHEMA" : "RENAME TO",
                harm,
                "leave a view in the old place until the clients have moved"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The move itself takes no time, but running clients, functions and search paths name the old place, and fail from that
                moment.""", """
                The table is new in this migration.""", """
                A view of the same name is made in the old place in the same transaction, and dropped when nobody uses it.""", new Explanation.Example("""
                ALTER TABLE orders SET SCHEMA shop;""", """
                CREATE VIEW shop.orders AS SELECT * FROM orders;"""));
    }
}
