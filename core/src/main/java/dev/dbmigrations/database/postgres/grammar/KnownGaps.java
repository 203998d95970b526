package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.parse.Token;

/**
 * Where the grammar knows all that PostgreSQL 14 to 18 do, so that what it refuses is surely wrong.
 *
 * <p>Found by comparing its verdict with the server's; {@link Gaps} names what is bridged.
 */
final class KnownGaps {

    private static final String[] COVERED = {
        "create table",
        "create temporary table",
        "create temp table",
        "create unlogged table",
        "create index",
        "create unique index",
        "alter table",
        "drop table",
        "drop index",
        "drop view",
        "drop sequence",
        "drop type",
        "drop schema",
        "drop domain",
        "drop materialized view",
        "drop extension",
        "update",
        "delete",
        "insert",
        "select",
        "truncate"
    };

    /** Of SQL/JSON and SQL/XML the grammar knows only the older half. */
    private static final String[] HALF_KNOWN = {
        "json (",
        "json_object (",
        "json_array (",
        "json_objectagg (",
        "json_arrayagg (",
        "json_exists (",
        "json_query (",
        "json_value (",
        "json_table (",
        "json_scalar (",
        "json_serialize (",
        "xmlserialize (",
        "xmlparse (",
        "xmlexists (",
        "xmltable (",
        "xmlroot ("
    };

    private KnownGaps() {}

    static boolean isCovered(Sql sql) {
        Cursor cursor = sql.cursor();
        return cursor.atAny(COVERED)
                && !cursor.at("alter table all in")
                && !cursor.contains(HALF_KNOWN)
                && !hasUnnamedQuery(sql);
    }

    /** PostgreSQL 16 lets a sub-select in FROM go without a name; by its tokens alone it cannot be told from others. */
    private static boolean hasUnnamedQuery(Sql sql) {
        Cursor cursor = sql.cursor();
        while (!cursor.atEnd()) {
            if (cursor.atAny("from (", "join (", ", (", "lateral (", "using (")) {
                cursor.advance();
                if (cursor.atAny("( select", "( values", "( with", "( table", "( (") && !isNamed(cursor)) {
                    return true;
                }
            } else {
                cursor.advance();
            }
        }
        return false;
    }

    private static boolean isNamed(Cursor query) {
        Cursor after = query.copy();
        after.skipParenthesised();
        Token alias = after.token();
        return after.at("as")
                || (alias != null
                        && alias.isName()
                        && !PostgresLexicalRules.RULES.reservedWords().contains(after.word()));
    }
}
