package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.RowChange.Batching;
import dev.dbmigrations.schema.TableName;
import org.jspecify.annotations.Nullable;

/** Reads the SELECT of an INSERT, as far as it must be known to cut it. */
final class Queries {

    private static final String[] AFTER_FROM = {
        "where",
        "group by",
        "having",
        "window",
        "order by",
        "limit",
        "procedure",
        "for update",
        "for share",
        "lock in",
        "union",
        "intersect",
        "except",
        "on duplicate key",
        "returning",
        "offset",
        "fetch"
    };

    private Queries() {}

    /** Whether a query begins here, in parentheses perhaps. */
    static boolean isAt(Cursor cursor) {
        Cursor inner = cursor.copy();
        inner.skipAll("(");
        return inner.atAny("select", "with", "table", "values");
    }

    /** The cursor stands at the query. */
    static Batching batching(Cursor cursor, TableName target) {
        String refusal = Refusals.ofSelect(cursor.copy(), target);
        if (refusal != null) {
            return Batching.refused(target, refusal);
        }
        cursor.seek("from");
        cursor.skip("from");
        Name driver = cursor.name();
        if (driver == null || cursor.at("(")) {
            return Batching.refused(target, "the first item of FROM is no table, so it has no key to cut by");
        }
        String alias = alias(cursor.copy(), driver);
        cursor.seek(AFTER_FROM);
        String head = cursor.since(0);
        String where = "";
        if (cursor.skip("where")) {
            int first = cursor.index();
            cursor.seek("on duplicate key");
            where = cursor.since(first);
        }
        return new Batching(driver.table(), alias, head, where, cursor.rest(), "");
    }

    private static String alias(Cursor after, Name driver) {
        boolean as = after.skip("as");
        boolean none = after.atAny(
                        "join",
                        "inner",
                        "left",
                        "cross",
                        "straight_join",
                        "natural",
                        "on",
                        "use",
                        "force",
                        "ignore",
                        ",",
                        "where")
                || after.atAny(AFTER_FROM);
        @Nullable Name called = none && !as ? null : after.name();
        return called == null ? driver.lastWritten() : called.written();
    }
}
