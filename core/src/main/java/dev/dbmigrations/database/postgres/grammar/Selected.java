package dev.dbmigrations.database.postgres.grammar;

import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_opsContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_primaryContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Select_stmtContext;

/**
 * The SELECT that feeds an INSERT, its parentheses removed.
 *
 * @param select the innermost; of several joined by UNION and the like, the first
 * @param refusal what around it stands against batches, or null
 */
record Selected(Select_primaryContext select, @Nullable String refusal) {

    static Selected of(Select_stmtContext statement) {
        String refusal = null;
        Select_stmtContext current = statement;
        while (true) {
            refusal = refusal != null ? refusal : refusal(current);
            Select_opsContext ops = current.select_ops();
            while (ops.select_primary() == null && ops.select_stmt() == null) {
                refusal = Refusals.SET_OPERATION;
                ops = ops.select_ops(0);
            }
            if (ops.select_primary() != null) {
                return new Selected(ops.select_primary(), refusal);
            }
            current = ops.select_stmt();
        }
    }

    private static @Nullable String refusal(Select_stmtContext statement) {
        if (statement.with_clause() != null) {
            return Refusals.WITH;
        }
        return statement.after_ops().isEmpty() ? null : Refusals.ofEnding(statement.after_ops());
    }
}
