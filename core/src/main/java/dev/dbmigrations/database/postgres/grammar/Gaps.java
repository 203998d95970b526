package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Where pgCodeKeeper's grammar (13.1.0) is narrower than PostgreSQL's, and how a statement is led over the gap.
 *
 * <p>The attributes of a constraint may stand in any order ({@code gram.y}, {@code ConstraintAttributeSpec}), the grammar knows one. They
 * are kept from it and read from the tokens by {@link ConstraintExtent}.
 */
final class Gaps {

    private Gaps() {}

    /** The tokens to show the grammar. */
    static List<Token> bridged(Sql sql) {
        Cursor cursor = sql.cursor();
        if (cursor.at("alter table")) {
            return withoutAttributes(sql, 0);
        }
        boolean creates = cursor.skip("create");
        cursor.skipAny("global", "local");
        cursor.skipAny("temporary", "temp", "unlogged");
        return creates && cursor.at("table") ? withoutAttributes(sql, 1) : sql.tokens();
    }

    private static List<Token> withoutAttributes(Sql sql, int wantedDepth) {
        List<Token> kept = new ArrayList<>(sql.size());
        Cursor cursor = sql.cursor();
        int depth = 0;
        boolean defines = wantedDepth == 1;
        while (!cursor.atEnd()) {
            depth += cursor.at("(") ? 1 : cursor.at(")") ? -1 : 0;
            defines |= depth == 0 && cursor.at("add");
            defines &= wantedDepth == 1 || depth > 0 || !cursor.at(",");
            Span attribute = ConstraintExtent.attributeAt(cursor);
            if (defines && depth == wantedDepth && attribute != null) {
                cursor.moveTo(attribute.last() + 1);
            } else {
                kept.add(sql.tokens().get(cursor.index()));
                cursor.advance();
            }
        }
        return kept;
    }
}
