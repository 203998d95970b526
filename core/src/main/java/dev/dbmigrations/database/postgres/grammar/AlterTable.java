package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.ColumnChange.DropDefault;
import dev.dbmigrations.change.ColumnChange.DropNotNull;
import dev.dbmigrations.change.ColumnChange.RenameColumn;
import dev.dbmigrations.change.ColumnChange.SetDefault;
import dev.dbmigrations.change.ColumnChange.SetNotNull;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.RenameConstraint;
import dev.dbmigrations.change.WholeTableChange.RenameTable;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_table_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Cascade_restrictContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Column_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Drop_constraintContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Table_actionContext;

/** Reads ALTER TABLE, an action at a time. */
final class AlterTable {

    private final Sql sql;
    private final TableName table;
    /** Up to the table's name, as each clause begins. */
    private final String head;

    private AlterTable(Sql sql, Alter_table_statementContext context) {
        this.sql = sql;
        this.table = Spans.table(sql, context.name);
        this.head = sql.slice(0, lastOfHead(sql, context));
    }

    private static int lastOfHead(Sql sql, Alter_table_statementContext context) {
        int last = Spans.last(sql, context.name);
        return new Cursor(sql, last + 1).atAny("*", ")") ? last + 1 : last;
    }

    static List<Clause> read(Sql sql, Alter_table_statementContext context) {
        AlterTable reader = new AlterTable(sql, context);
        List<Table_actionContext> actions = context.table_action();
        if (actions.isEmpty()) {
            return List.of(new Clause(reader.single(context), sql.whole()));
        }
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            int first = Spans.first(sql, actions.get(i));
            int last = i + 1 < actions.size() ? Spans.first(sql, actions.get(i + 1)) - 2 : sql.size() - 1;
            Change change = reader.change(actions.get(i), new Span(first, last));
            clauses.add(new Clause(change, reader.head + " " + sql.slice(first, last)));
        }
        return clauses;
    }

    /** What can only be asked for alone. */
    private Change single(Alter_table_statementContext context) {
        if (context.rename_to() != null) {
            return new RenameTable(table, Spans.stored(sql, context.rename_to().name));
        }
        if (context.RENAME() != null) {
            String from = Spans.stored(sql, context.identifier(0));
            String to = Spans.stored(sql, context.identifier(1));
            return context.CONSTRAINT() != null
                    ? new RenameConstraint(table, from, to)
                    : new RenameColumn(table, from, to);
        }
        return otherwise(new Span(lastOfHead(sql, context) + 1, sql.size() - 1));
    }

    private Change change(Table_actionContext action, Span span) {
        if (action.table_column_definition() != null) {
            String definition = sql.slice(Columns.span(sql, action.table_column_definition()));
            return new AddColumn(
                    table,
                    Columns.read(sql, table, action.table_column_definition()),
                    action.if_not_exists() != null,
                    definition);
        }
        if (action.tabl_constraint != null) {
            return new Constraints(sql, table).ofTable(action.tabl_constraint);
        }
        if (action.drop_constraint() != null) {
            return dropConstraint(action.drop_constraint());
        }
        if (action.validate_constraint() != null) {
            return new ValidateConstraint(table, Spans.stored(sql, action.validate_constraint().constraint_name));
        }
        if (action.column != null) {
            return columnChange(action, span);
        }
        return otherwise(span);
    }

    private Change dropConstraint(Drop_constraintContext drop) {
        String name = Spans.stored(sql, drop.constraint_name);
        return new DropConstraint(table, name, drop.if_exists() != null, cascades(drop.cascade_restrict()));
    }

    private Change columnChange(Table_actionContext action, Span span) {
        String column = Spans.stored(sql, action.column);
        Column_actionContext what = action.column_action();
        if (what == null) {
            return new DropColumn(table, column, action.if_exists() != null, cascades(action.cascade_restrict()));
        }
        if (what.TYPE() != null) {
            return new ChangeType(
                    table,
                    column,
                    Spans.text(sql, what.data_type()),
                    Spans.textOrNull(sql, what.vex()),
                    what.collate_identifier() == null ? null : Spans.text(sql, what.collate_identifier().collation));
        }
        if (what.NULL() != null) {
            return what.set != null ? new SetNotNull(table, column) : new DropNotNull(table, column);
        }
        if (what.set_def_column() != null) {
            return new SetDefault(
                    table, column, Spans.text(sql, what.set_def_column().vex()));
        }
        return what.drop_def() != null ? new DropDefault(table, column) : otherwise(span);
    }

    private static boolean cascades(@Nullable Cascade_restrictContext context) {
        return context != null && context.CASCADE() != null;
    }

    private Change otherwise(Span span) {
        return new AlterOtherwise(
                table,
                AlterWords.of(new Cursor(sql, span.first()), span.last()),
                AlterWords.others(new Cursor(sql, span.first())));
    }
}
