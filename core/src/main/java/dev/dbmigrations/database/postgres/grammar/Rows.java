package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.RowChange.Batching;
import dev.dbmigrations.change.RowChange.DeleteRows;
import dev.dbmigrations.change.RowChange.InsertGivenRows;
import dev.dbmigrations.change.RowChange.InsertSelectedRows;
import dev.dbmigrations.change.RowChange.Reach;
import dev.dbmigrations.change.RowChange.UpdateRows;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Delete_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Insert_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;

/** Reads UPDATE, DELETE and INSERT, and cuts them into the pieces of a batch where that keeps their meaning. */
final class Rows {

    private final Sql sql;

    Rows(Sql sql) {
        this.sql = sql;
    }

    Change updated(Update_stmt_for_psqlContext context) {
        Name table = Spans.name(sql, context.update_table_name);
        String outermost = context.with_clause() != null
                ? Refusals.WITH
                : context.returning_select_list_with_alias() != null
                        ? Refusals.RETURNING
                        : context.cursor != null ? Refusals.CURSOR : null;
        String refusal = outermost != null ? outermost : Refusals.ofChange(sql, context, table.table());
        Batching batching = refusal != null
                ? Batching.refused(table.table(), refusal)
                : ofChange(table, context.alias, context.WHERE(), context.vex(), reach(context.FROM()));
        List<String> assigned = context.update_set().stream()
                .flatMap(set -> set.indirection_identifier().stream())
                .map(column -> Spans.stored(sql, column.identifier()))
                .toList();
        return new UpdateRows(table.table(), assigned, batching);
    }

    Change deleted(Delete_stmt_for_psqlContext context) {
        Name table = Spans.name(sql, context.delete_table_name);
        String outermost = context.with_clause() != null
                ? Refusals.WITH
                : context.returning_select_list_with_alias() != null
                        ? Refusals.RETURNING
                        : context.cursor != null ? Refusals.CURSOR : null;
        String refusal = outermost != null ? outermost : Refusals.ofChange(sql, context, table.table());
        Batching batching = refusal != null
                ? Batching.refused(table.table(), refusal)
                : ofChange(table, context.alias, context.WHERE(), context.vex(), reach(context.USING()));
        return new DeleteRows(table.table(), batching);
    }

    private static Reach reach(@Nullable TerminalNode joins) {
        return joins == null ? Reach.ONE_TABLE : Reach.JOINED;
    }

    private Batching ofChange(
            Name table,
            @Nullable ParserRuleContext alias,
            @Nullable TerminalNode where,
            @Nullable ParserRuleContext condition,
            Reach reach) {
        String called = alias == null ? table.lastWritten(sql) : Spans.text(sql, alias);
        if (where == null || condition == null) {
            return new Batching(table.table(), called, sql.whole(), "", "", "", reach);
        }
        String head = sql.slice(0, sql.indexAt(where.getSymbol().getStartIndex()) - 1);
        return new Batching(table.table(), called, head, Spans.text(sql, condition), "", "", reach);
    }

    Change inserted(Insert_stmt_for_psqlContext context) {
        TableName table = Spans.table(sql, context.insert_table_name);
        if (context.select_stmt() == null) {
            return new InsertGivenRows(table);
        }
        Selected selected = Selected.of(context.select_stmt());
        if (selected.select().values_stmt() != null && selected.refusal() == null) {
            return new InsertGivenRows(table);
        }
        String refusal = Refusals.ofInsert(sql, context, selected);
        Batching batching = refusal != null ? Batching.refused(table, refusal) : ofSelect(selected.select());
        return new InsertSelectedRows(table, batching);
    }

    private Batching ofSelect(Select_primaryContext select) {
        Driver driver = Driver.of(select.from_item(0));
        Name table = Spans.name(sql, driver.table().schema_qualified_name());
        ParserRuleContext alias =
                driver.table().alias_clause() == null ? null : driver.table().alias_clause().alias;
        String called = alias == null ? table.lastWritten(sql) : Spans.text(sql, alias);
        int endOfFrom = Spans.last(sql, select.from_item().getLast());
        String head = sql.slice(0, endOfFrom);
        String where = select.WHERE() == null ? "" : Spans.text(sql, select.vex(0));
        int end = select.WHERE() == null ? endOfFrom : Spans.last(sql, select.vex(0));
        return new Batching(table.table(), called, head, where, sql.slice(end + 1, sql.size() - 1), "");
    }
}
