package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.parse.Token;
import dev.dbmigrations.schema.TableName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a statement must not be cut into batches: because a part of it looks at all rows at once. Null where nothing does. */
final class Refusals {

    static final String SEVERAL_TABLES = "it changes or joins several tables, of which one row may meet many";

    private static final Set<String> AGGREGATES = Set.of(
            "avg",
            "bit_and",
            "bit_or",
            "bit_xor",
            "count",
            "group_concat",
            "json_arrayagg",
            "json_objectagg",
            "max",
            "min",
            "std",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "sum",
            "var_pop",
            "var_samp",
            "variance");

    private Refusals() {}

    static final String WITH = "it has a WITH clause, which would be evaluated anew for each batch";

    /**
     * For UPDATE and DELETE of one table.
     *
     * @param condition where WHERE stands, or what would follow it
     */
    static @Nullable String ofChange(Source source, TableName changed, Cursor condition) {
        if (source.cursor().at("with")) {
            return WITH;
        }
        if (condition.copy().seek("returning")) {
            return "RETURNING gives back all rows at once";
        }
        if (condition.copy().seek("order by", "limit")) {
            return "ORDER BY or LIMIT takes some of all rows";
        }
        String ofReading = readsItself(source.cursor(), changed);
        return ofReading != null ? ofReading : ofParts(source.cursor());
    }

    static @Nullable String ofSelect(Cursor query, TableName target) {
        if (query.at("with")) {
            return WITH;
        }
        if (!query.at("select")) {
            return "it is no plain SELECT";
        }
        if (!query.copy().seek("from")) {
            return "it reads no table";
        }
        String ofForm = ofForm(query.copy());
        if (ofForm != null) {
            return ofForm;
        }
        String ofReading = readsItself(query, target);
        return ofReading != null ? ofReading : ofParts(query);
    }

    private static @Nullable String ofForm(Cursor query) {
        if (query.copy().seek("union", "intersect", "except", "minus")) {
            return "UNION, INTERSECT or EXCEPT compares all rows at once";
        }
        if (query.copy().seek("distinct", "distinctrow")) {
            return "DISTINCT compares all rows at once";
        }
        if (query.copy().seek("group by", "having")) {
            return "GROUP BY gathers rows from everywhere in the table";
        }
        if (query.copy().seek("limit", "offset", "fetch first", "fetch next")) {
            return "LIMIT, OFFSET or FETCH counts all rows";
        }
        if (query.copy().seek("order by")) {
            return "ORDER BY orders all rows at once";
        }
        if (query.copy().seek("for update", "for share", "lock in share mode", "returning")) {
            return "it locks the rows it reads until the end of the transaction, or gives them back";
        }
        if (query.copy().seek("right join", "right outer join", "natural right")) {
            return "a right join yields rows that have no row in the first table of FROM";
        }
        return ofList(query);
    }

    /** Between SELECT and FROM, an aggregate or a window looks at many rows. */
    private static @Nullable String ofList(Cursor query) {
        while (!query.atEnd() && !query.at("from")) {
            String word = query.word();
            query.advance();
            if (query.at("(") && (AGGREGATES.contains(word) || word.equals("over"))) {
                return "an aggregate or a window looks at all rows at once";
            }
        }
        return null;
    }

    private static @Nullable String readsItself(Cursor statement, TableName changed) {
        Cursor cursor = statement.copy();
        while (!cursor.atEnd()) {
            if (cursor.skipAny("from", "join") == null) {
                cursor.advance();
                continue;
            }
            boolean head = cursor.index() <= 4 && statement.index() == 0 && statement.at("delete");
            Name read = cursor.name();
            if (read != null && !head && isSame(read.table(), changed)) {
                return "it reads " + changed + " itself, which earlier batches have changed";
            }
        }
        return null;
    }

    private static boolean isSame(TableName read, TableName changed) {
        boolean sameSchema =
                !read.isQualified() || !changed.isQualified() || read.schema().equals(changed.schema());
        return sameSchema && read.name().equalsIgnoreCase(changed.name());
    }

    /** What must not stand in any sub-select either. */
    private static @Nullable String ofParts(Cursor cursor) {
        while (!cursor.atEnd()) {
            if (cursor.at("limit")) {
                return "a sub-select takes so many rows: LIMIT";
            }
            if (cursor.atKind(Token.Kind.PARAMETER) && isAssigned(cursor)) {
                return "it assigns to a variable from row to row";
            }
            cursor.advance();
        }
        return null;
    }

    private static boolean isAssigned(Cursor variable) {
        Cursor next = variable.copy();
        next.advance();
        return next.at(":=");
    }
}
