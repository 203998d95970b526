package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Where pgCodeKeeper's grammar (13.1.0) is narrower than that of PostgreSQL 18, and how a statement is led over the gap: the grammar is
 * shown other tokens in its place. Every token keeps its offset, so slices are still of the source.
 */
final class Gaps {

    private static final String[] FORMS = {"nfc", "nfd", "nfkc", "nfkd"};

    private final Sql sql;
    private final Cursor cursor;
    private final List<Token> shown;

    private Gaps(Sql sql) {
        this.sql = sql;
        this.cursor = sql.cursor();
        this.shown = new ArrayList<>(sql.size());
    }

    /** The tokens to show the grammar. */
    static List<Token> bridged(Sql sql) {
        return new Gaps(ConstraintGaps.bridged(sql)).bridged();
    }

    private List<Token> bridged() {
        while (!cursor.atEnd()) {
            if (!continuesString() && !bridgeQualified() && !bridgeWord() && !bridgeScale()) {
                show();
            }
        }
        return shown;
    }

    private void show() {
        shown.add(sql.tokens().get(cursor.index()));
        cursor.advance();
    }

    /** Shows another word in the place of the next token. */
    private void showInstead(String word) {
        Token token = sql.tokens().get(cursor.index());
        shown.add(new Token(Token.Kind.WORD, word, token.offset(), token.line(), token.column()));
        cursor.advance();
    }

    private boolean bridgeWord() {
        return switch (cursor.word()) {
            case "at" -> cursor.skip("at local");
            case "is" -> bridgeNormalized();
            case "normalize" -> bridgeNormalize();
            case "system_user" -> bridgeSystemUser();
            case "only" -> bridgeOnly();
            case "using" -> bridgeJoinAlias();
            case "group" -> bridgeGroupBy();
            case "merge" -> bridgeMerge();
            default -> false;
        };
    }

    /** {@code 'a' <new line> 'b'} is one string. */
    private boolean continuesString() {
        int i = cursor.index();
        if (i == 0
                || !isString(i)
                || !isString(i - 1)
                || !sql.tokens().get(i).text().startsWith("'")) {
            return false;
        }
        String between =
                sql.text().substring(sql.endOf(i - 1), sql.tokens().get(i).offset());
        boolean continues = between.contains("\n") || between.contains("\r");
        if (continues) {
            cursor.advance();
        }
        return continues;
    }

    private boolean isString(int token) {
        return sql.tokens().get(token).kind() == Token.Kind.STRING;
    }

    /** After a dot any word is a name. */
    private boolean bridgeQualified() {
        boolean qualified = cursor.index() > 0
                && new Cursor(sql, cursor.index() - 1).at(".")
                && !cursor.word().isEmpty();
        if (qualified) {
            showInstead("k_" + cursor.word());
        }
        return qualified;
    }

    /** {@code IS [NOT] [NFC] NORMALIZED} is shown as {@code IS [NOT] NULL}. */
    private boolean bridgeNormalized() {
        Cursor ahead = cursor.copy();
        ahead.skip("is");
        ahead.skip("not");
        ahead.skipAny(FORMS);
        if (!ahead.at("normalized")) {
            return false;
        }
        show();
        if (cursor.at("not")) {
            show();
        }
        cursor.skipAny(FORMS);
        showInstead("null");
        return true;
    }

    private boolean bridgeNormalize() {
        boolean called = cursor.at("normalize (");
        if (called) {
            showInstead("normalized_by");
        }
        return called;
    }

    private boolean bridgeSystemUser() {
        showInstead("session_user");
        return true;
    }

    private boolean bridgeOnly() {
        if (!cursor.at("only (")) {
            return false;
        }
        Name name = Name.at(sql, cursor.index() + 2);
        if (name == null || !new Cursor(sql, name.span().last() + 1).at(")")) {
            return false;
        }
        show();
        cursor.advance();
        while (!cursor.at(")")) {
            show();
        }
        cursor.advance();
        return true;
    }

    /** {@code JOIN … USING (…) AS name}, but not {@code USING (SELECT …) AS name}. */
    private boolean bridgeJoinAlias() {
        Cursor ahead = cursor.copy();
        ahead.advance();
        boolean columns = ahead.at("(") && Name.at(sql, ahead.index() + 1) != null;
        boolean query = ahead.atAny("( select", "( with", "( values", "( table");
        if (!columns || query || !ahead.skipParenthesised() || !ahead.skip("as")) {
            return false;
        }
        while (!cursor.at(")")) {
            show();
        }
        show();
        cursor.advance();
        cursor.name();
        return true;
    }

    private boolean bridgeGroupBy() {
        if (!cursor.at("group by distinct") && !cursor.at("group by all")) {
            return false;
        }
        show();
        show();
        cursor.advance();
        return true;
    }

    private boolean bridgeMerge() {
        if (!cursor.at("merge into only")) {
            return false;
        }
        show();
        show();
        cursor.advance();
        return true;
    }

    /** {@code numeric(5, -2)}, of PostgreSQL 15. */
    private boolean bridgeScale() {
        int i = cursor.index();
        boolean scale = cursor.at("-")
                && i >= 4
                && new Cursor(sql, i - 1).at(",")
                && new Cursor(sql, i - 4).atAny("numeric (", "decimal (", "dec (");
        if (scale) {
            cursor.advance();
        }
        return scale;
    }
}
