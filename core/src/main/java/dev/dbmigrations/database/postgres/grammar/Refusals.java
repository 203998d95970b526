package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.After_opsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_itemContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Insert_stmt_for_psqlContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_stmtContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_stmt_no_parensContext;

/** Why a statement must not be cut into batches: because a part of it looks at all rows at once. Null where nothing does. */
final class Refusals {

    static final String WITH = "it has a WITH clause, which would be evaluated anew for each batch";
    static final String RETURNING = "RETURNING gives back all rows at once";
    static final String CURSOR = "it changes the row of a cursor";
    static final String SET_OPERATION = "UNION, INTERSECT or EXCEPT compares all rows at once";
    static final String FUNCTION_IN_FROM = "FROM calls a function, which may give other rows each time";

    private Refusals() {}

    /** For UPDATE and DELETE. */
    static @Nullable String ofChange(Sql sql, ParserRuleContext statement, TableName changed) {
        String ofReading = readsItself(sql, statement, changed);
        return ofReading != null ? ofReading : ofParts(statement);
    }

    static @Nullable String ofInsert(Sql sql, Insert_stmt_for_psqlContext statement, Selected selected) {
        if (statement.with_clause() != null) {
            return WITH;
        }
        if (statement.returning_select_list_with_alias() != null) {
            return RETURNING;
        }
        if (selected.refusal() != null) {
            return selected.refusal();
        }
        String ofReading = readsItself(sql, statement, Spans.table(sql, statement.insert_table_name));
        if (ofReading != null) {
            return ofReading;
        }
        String ofSelect = ofSelect(sql, selected.select());
        return ofSelect != null ? ofSelect : ofParts(statement);
    }

    private static @Nullable String ofSelect(Sql sql, Select_primaryContext select) {
        if (select.TABLE() != null) {
            return "it is written TABLE …, which takes no condition: write SELECT * FROM …";
        }
        if (select.from_item().isEmpty()) {
            return "it reads no table";
        }
        if (select.set_qualifier() != null && select.set_qualifier().DISTINCT() != null) {
            return "DISTINCT compares all rows at once";
        }
        if (select.groupby_clause() != null || select.HAVING() != null) {
            return "GROUP BY gathers rows from everywhere in the table";
        }
        String ofFrom = ofFrom(select);
        return ofFrom != null ? ofFrom : SelectList.refusal(sql, select);
    }

    private static @Nullable String ofFrom(Select_primaryContext select) {
        for (From_itemContext item : select.from_item()) {
            for (From_itemContext join : Trees.all(item, From_itemContext.class, Refusals::isNoSelect)) {
                if (join.RIGHT() != null || join.FULL() != null) {
                    return "a right or full join yields rows that have no row in the first table of FROM";
                }
            }
            for (From_primaryContext primary : Trees.all(item, From_primaryContext.class, Refusals::isNoSelect)) {
                if (primary.schema_qualified_name() == null && primary.table_subquery() == null) {
                    return FUNCTION_IN_FROM;
                }
            }
        }
        return Driver.of(select.from_item(0)).refusal();
    }

    static boolean isNoSelect(ParseTree node) {
        return !(node instanceof Select_stmtContext) && !(node instanceof Select_stmt_no_parensContext);
    }

    private static @Nullable String readsItself(Sql sql, ParserRuleContext statement, TableName changed) {
        for (TableName read : Trees.read(sql, statement)) {
            boolean sameSchema = !read.isQualified()
                    || !changed.isQualified()
                    || read.schema().equals(changed.schema());
            if (sameSchema && read.name().equals(changed.name())) {
                return "it reads " + changed + " itself, which earlier batches have changed";
            }
        }
        return null;
    }

    /** What must not stand in any sub-select either. */
    private static @Nullable String ofParts(ParserRuleContext statement) {
        for (From_primaryContext from : Trees.all(statement, From_primaryContext.class)) {
            if (from.TABLESAMPLE() != null) {
                return "TABLESAMPLE takes other rows each time";
            }
        }
        for (Select_stmtContext select : Trees.all(statement, Select_stmtContext.class)) {
            String refusal = ofSubSelect(select.after_ops());
            if (refusal != null) {
                return refusal;
            }
        }
        for (Select_stmt_no_parensContext select : Trees.all(statement, Select_stmt_no_parensContext.class)) {
            String refusal = ofSubSelect(select.after_ops());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable String ofSubSelect(List<After_opsContext> endings) {
        boolean ordered = endings.stream().anyMatch(e -> e.orderby_clause() != null);
        for (After_opsContext ending : endings) {
            if (ending.FOR() != null) {
                return "a sub-select locks the rows it reads";
            }
            if (!ordered && ending.orderby_clause() == null) {
                return "a sub-select takes any so many rows: LIMIT without ORDER BY";
            }
        }
        return null;
    }

    /** For what follows the SELECT of an INSERT. */
    static String ofEnding(List<After_opsContext> endings) {
        for (After_opsContext ending : endings) {
            if (ending.LIMIT() != null || ending.FETCH() != null || ending.OFFSET() != null) {
                return "LIMIT, OFFSET or FETCH counts all rows";
            }
            if (ending.FOR() != null) {
                return "it locks the rows it reads until the end of the transaction";
            }
        }
        return "ORDER BY orders all rows at once";
    }
}
