package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.IndexChange.DropIndex;
import dev.dbmigrations.change.IndexChange.How;
import dev.dbmigrations.change.IndexChange.Kind;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements about tables and indexes that are neither CREATE TABLE nor ALTER TABLE. */
final class Drops {

    private Drops() {}

    /** After {@code DROP}; empty if no table is dropped. */
    static List<Clause> tables(Cursor cursor) {
        boolean temporary = cursor.skip("temporary");
        if (cursor.skipAny("tables", "table") == null) {
            return List.of();
        }
        boolean ifExists = cursor.skip("if exists");
        String head = (temporary ? "DROP TEMPORARY TABLE" : "DROP TABLE") + (ifExists ? " IF EXISTS" : "");
        List<Name> names = names(cursor);
        Manners manners = Manners.NONE.patient(Manners.patience(cursor));
        List<Clause> clauses = new ArrayList<>();
        for (Name name : names) {
            Change change = temporary
                    ? new RunAsWritten("drop temporary table", name.written(), List.of(), List.of())
                    : new DropTable(name.table(), ifExists, false);
            clauses.add(manners.clause(change, head + " " + name.written(), "", ""));
        }
        return clauses;
    }

    private static List<Name> names(Cursor cursor) {
        List<Name> names = new ArrayList<>();
        do {
            names.add(cursor.nameHere());
        } while (cursor.skip(","));
        return names;
    }

    /** After {@code TRUNCATE}. */
    static List<Clause> truncated(Cursor cursor) {
        cursor.skip("table");
        Name name = cursor.nameHere();
        Manners manners = Manners.NONE.patient(Manners.patience(cursor));
        Truncate change = new Truncate(name.table(), false);
        return List.of(manners.clause(change, "TRUNCATE TABLE " + name.written(), "", ""));
    }

    /** After {@code RENAME TABLE}: one clause for each; done one by one, two tables do not change places at one moment. */
    static List<Clause> renamed(Cursor cursor) {
        String head = cursor.skip("if exists") ? "RENAME TABLE IF EXISTS " : "RENAME TABLE ";
        List<Clause> clauses = new ArrayList<>();
        do {
            Name from = cursor.nameHere();
            Manners manners = Manners.NONE.patient(Manners.patience(cursor));
            cursor.skip("to");
            Name to = cursor.nameHere();
            TableChange change = AlterAction.renamed(from.table(), to.table());
            clauses.add(manners.clause(change, head + from.written(), "TO " + to.written(), ""));
        } while (cursor.skip(","));
        return clauses;
    }

    /** After {@code CREATE … INDEX}. */
    static Clause indexCreated(Cursor cursor, boolean unique, Kind kind) {
        boolean ifNotExists = cursor.skip("if not exists");
        String name = cursor.nameHere().last();
        String method = Keys.method(cursor);
        cursor.skip("on");
        TableName table = cursor.nameHere().table();
        List<String> columns = Keys.columns(cursor.copy());
        int key = cursor.index();
        cursor.skipParenthesised();
        String head = cursor.since(0);
        String parts = cursor.since(key);
        Manners manners = Manners.NONE.patient(Manners.patience(cursor));
        int options = cursor.index();
        while (!cursor.atEnd() && !Manners.isAt(cursor)) {
            cursor.advance();
        }
        String action = cursor.since(options);
        while (!cursor.atEnd()) {
            manners = manners.and(cursor);
        }
        String tail = parts + (action.isEmpty() ? "" : " " + action) + method;
        How how = new How(unique, false, ifNotExists, false, kind);
        return manners.clause(new CreateIndex(table, name, columns, how, tail), head, action, "");
    }

    /** After {@code DROP INDEX}. */
    static Clause indexDropped(Cursor cursor) {
        boolean ifExists = cursor.skip("if exists");
        String index = cursor.nameHere().last();
        cursor.skip("on");
        TableName table = cursor.nameHere().table();
        String head = cursor.since(0);
        Manners manners = Manners.NONE.patient(Manners.patience(cursor));
        while (!cursor.atEnd()) {
            manners = manners.and(cursor);
        }
        return manners.clause(new DropIndex(table, TableName.unqualified(index), false, ifExists, false), head, "", "");
    }
}
