package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The gap that definitions of columns and constraints have to cross.
 *
 * <p>The attributes of a constraint may stand in any order and COLLATE anywhere behind a column's type ({@code gram.y},
 * {@code ConstraintAttributeSpec} and {@code ColQualList}); the grammar knows one order. Both are kept from it; the attributes are read
 * from the tokens by {@link ConstraintExtent}.
 */
final class ConstraintGaps {

    private static final String[] QUERIES = {"as select", "as table", "as values", "as with", "as (", "as execute"};

    private ConstraintGaps() {}

    static Sql bridged(Sql sql) {
        Cursor cursor = sql.cursor();
        if (cursor.at("alter table")) {
            return new Sql(sql.text(), withoutAttributes(sql, 0));
        }
        boolean creates = cursor.skip("create");
        cursor.skipAny("global", "local");
        cursor.skipAny("temporary", "temp", "unlogged");
        boolean defines = creates && cursor.at("table") && !cursor.copy().seek(QUERIES);
        return defines ? new Sql(sql.text(), withoutAttributes(sql, 1)) : sql;
    }

    /**
     * @param wantedDepth how many parentheses are around a definition
     */
    private static List<Token> withoutAttributes(Sql sql, int wantedDepth) {
        List<Token> kept = new ArrayList<>(sql.size());
        Cursor cursor = sql.cursor();
        int depth = 0;
        boolean defines = wantedDepth == 1;
        while (!cursor.atEnd()) {
            depth += cursor.at("(") ? 1 : cursor.at(")") ? -1 : 0;
            defines |= depth == 0 && cursor.at("add");
            defines &= wantedDepth == 1 || depth > 0 || !cursor.at(",");
            if (!defines || depth != wantedDepth || !skipsAttribute(cursor)) {
                kept.add(sql.tokens().get(cursor.index()));
                cursor.advance();
            }
        }
        return kept;
    }

    private static boolean skipsAttribute(Cursor cursor) {
        Span attribute = ConstraintExtent.attributeAt(cursor);
        if (attribute != null) {
            cursor.moveTo(attribute.last() + 1);
            return true;
        }
        Name collation = cursor.at("collate") ? Name.at(cursor.sql(), cursor.index() + 1) : null;
        if (collation != null) {
            cursor.moveTo(collation.span().last() + 1);
        }
        return collation != null;
    }
}
