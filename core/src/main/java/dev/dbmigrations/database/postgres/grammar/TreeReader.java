package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.change.WholeTableChange.Traits;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Data_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Delete_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Insert_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Into_tableContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Merge_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_createContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Update_stmt_for_psqlContext;

/** Reads what the grammar has understood. */
final class TreeReader {

    private final Sql sql;

    TreeReader(Sql sql) {
        this.sql = sql;
    }

    /** Empty when it is no statement of the kinds shown to the grammar. */
    List<Clause> read(StatementContext statement) {
        if (statement.data_statement() != null) {
            return List.of(clause(data(statement.data_statement())));
        }
        if (statement.schema_statement() == null) {
            return List.of();
        }
        if (statement.schema_statement().schema_alter() != null) {
            var alter = statement.schema_statement().schema_alter().alter_table_statement();
            return alter == null ? List.of() : AlterTable.read(sql, alter);
        }
        Schema_createContext create = statement.schema_statement().schema_create();
        Change change = create == null ? null : created(create);
        return change == null ? List.of() : List.of(clause(change));
    }

    private Clause clause(Change change) {
        return new Clause(change, sql.whole());
    }

    private @Nullable Change created(Schema_createContext create) {
        if (create.create_table_statement() != null) {
            return Tables.created(sql, create.create_table_statement());
        }
        if (create.create_table_as_statement() != null) {
            return Tables.created(sql, create.create_table_as_statement());
        }
        return create.create_index_statement() == null ? null : Indexes.created(sql, create.create_index_statement());
    }

    private Change data(Data_statementContext data) {
        if (data.update_stmt_for_psql() != null) {
            return new Rows(sql).updated(data.update_stmt_for_psql());
        }
        if (data.delete_stmt_for_psql() != null) {
            return new Rows(sql).deleted(data.delete_stmt_for_psql());
        }
        if (data.insert_stmt_for_psql() != null) {
            return new Rows(sql).inserted(data.insert_stmt_for_psql());
        }
        if (data.merge_stmt_for_psql() != null) {
            String table = Spans.text(sql, data.merge_stmt_for_psql().merge_table_name);
            return new RunAsWritten("merge", table, Trees.touched(sql, data), List.of());
        }
        List<Into_tableContext> into = Trees.all(data, Into_tableContext.class);
        return into.isEmpty() ? selected(data) : createdBySelect(into.getFirst());
    }

    private Change createdBySelect(Into_tableContext into) {
        boolean temporary = into.TEMP() != null || into.TEMPORARY() != null;
        Traits traits = new Traits(false, temporary, List.of(), true);
        return new CreateTable(Spans.table(sql, into.schema_qualified_name()), List.of(), List.of(), traits);
    }

    private Change selected(Data_statementContext data) {
        String action = "select";
        for (Class<? extends ParserRuleContext> writing : List.of(
                Insert_stmt_for_psqlContext.class,
                Update_stmt_for_psqlContext.class,
                Delete_stmt_for_psqlContext.class,
                Merge_stmt_for_psqlContext.class)) {
            List<? extends ParserRuleContext> found = Trees.all(data, writing);
            if (!found.isEmpty()) {
                String verb = Objects.requireNonNull(verb(found.getFirst()));
                action = action.equals("select") ? "select with " + verb : action + ", " + verb;
            }
        }
        return new RunAsWritten(action, "", Trees.touched(sql, data), List.of());
    }

    private static String verb(ParserRuleContext statement) {
        return switch (statement) {
            case Insert_stmt_for_psqlContext insert -> "insert";
            case Update_stmt_for_psqlContext update -> "update";
            case Delete_stmt_for_psqlContext delete -> "delete";
            default -> "merge";
        };
    }
}
