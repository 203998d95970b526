package dev.dbmigrations.database.postgres.grammar;

import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_itemContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.From_primaryContext;

/**
 * The first item of a FROM, by whose key the rows are cut.
 *
 * @param table the item
 * @param refusal why it cannot serve, or null
 */
record Driver(From_primaryContext table, @Nullable String refusal) {

    static Driver of(From_itemContext item) {
        String refusal = null;
        From_itemContext current = item;
        while (current.from_primary() == null) {
            refusal = current.alias_clause() != null ? "the first join of FROM has a name of its own" : refusal;
            current = current.from_item(0);
        }
        From_primaryContext first = current.from_primary();
        return new Driver(first, refusal != null ? refusal : refusal(first));
    }

    private static @Nullable String refusal(From_primaryContext first) {
        if (first.schema_qualified_name() == null) {
            return first.table_subquery() != null
                    ? "the first item of FROM is a sub-select, which has no key to cut by"
                    : Refusals.FUNCTION_IN_FROM;
        }
        boolean renamed = first.alias_clause() != null
                && !first.alias_clause().column_alias.isEmpty();
        return renamed ? "FROM gives the columns of its first table other names" : null;
    }
}
