package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.SetTableOption;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** Reads ALTER TABLE, an action at a time. */
final class AlterTable {

    private final Cursor cursor;
    private final String head;
    private final TableName table;
    private final List<Clause> clauses = new ArrayList<>();
    private Manners manners;

    /**
     * @param cursor after the table's name
     * @param head the statement up to there
     */
    private AlterTable(Cursor cursor, String head, TableName table) {
        this.cursor = cursor;
        this.head = head;
        this.table = table;
        this.manners = Manners.NONE.patient(Manners.patience(cursor));
    }

    /** Empty if it is another statement. */
    static List<Clause> read(Cursor cursor) {
        cursor.skip("alter");
        cursor.skipAll("online", "offline", "ignore");
        if (!cursor.skip("table")) {
            return List.of();
        }
        cursor.skip("if exists");
        TableName table = cursor.nameHere().table();
        return new AlterTable(cursor, cursor.since(0), table).read();
    }

    private List<Clause> read() {
        for (Cursor action : actions()) {
            if (!action.atEnd() && !action.at("without validation")) {
                readAction(action);
            }
        }
        return Merging.merged(clauses);
    }

    /** The actions; what is said between them about how to do them is kept aside. */
    private List<Cursor> actions() {
        List<Cursor> actions = new ArrayList<>();
        while (!cursor.atEnd()) {
            if (Manners.isAt(cursor)) {
                manners = manners.and(cursor);
                cursor.skip(",");
                continue;
            }
            int first = cursor.index();
            boolean takesAll = Partitions.areAt(cursor) || cursor.at("order by");
            if (takesAll) {
                cursor.moveTo(cursor.end());
            } else {
                seekEnd(first);
            }
            actions.add(new Cursor(cursor.source(), first, cursor.index()));
            cursor.skip(",");
        }
        return actions;
    }

    /** An action ends before a comma, or before the definition of partitions, which takes none. */
    private void seekEnd(int first) {
        cursor.seek(",", "partition by", "remove partitioning");
        if (cursor.index() == first) {
            cursor.moveTo(cursor.end());
        }
    }

    private void readAction(Cursor action) {
        Cursor options = action.copy();
        List<TableOptions.Read> read = Partitions.areAt(action) || action.at("convert") || action.at("order by")
                ? List.of()
                : TableOptions.read(options);
        if (!read.isEmpty()) {
            read.forEach(option -> add(new SetTableOption(table, option.option()), option.sql()));
            return;
        }
        Cursor inner = action.copy();
        if (inner.skipAny("add column if not exists", "add column", "add if not exists", "add") != null
                && inner.at("(")) {
            boolean ifNotExists = action.contains("if not exists");
            inner.inParentheses().split().forEach(element -> addElement(element, ifNotExists));
            return;
        }
        String sql = action.rest();
        add(new AlterAction(action, table).read(), sql);
    }

    /** One of {@code ADD (a int, b int, KEY (a))}. */
    private void addElement(Cursor element, boolean ifNotExists) {
        String sql = element.rest();
        boolean isKey = Keys.areAt(element);
        TableChange change;
        if (isKey) {
            change = Keys.read(element, table);
        } else {
            Columns.Read column = Columns.read(element, table);
            change = new AddColumn(table, column.column(), ifNotExists, column.sql());
        }
        add(change, (ifNotExists && !isKey ? "ADD COLUMN IF NOT EXISTS " : isKey ? "ADD " : "ADD COLUMN ") + sql);
    }

    private void add(Change change, String sql) {
        clauses.add(manners.clause(change, head, sql, ","));
    }
}
