package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.parse.Token;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place among the tokens of a statement, which moves on as they are recognised. */
final class Cursor {

    private final Sql sql;
    private int index;

    Cursor(Sql sql, int index) {
        this.sql = sql;
        this.index = index;
    }

    Sql sql() {
        return sql;
    }

    int index() {
        return index;
    }

    Cursor copy() {
        return new Cursor(sql, index);
    }

    void moveTo(int token) {
        index = token;
    }

    void advance() {
        index++;
    }

    boolean atEnd() {
        return index >= sql.size();
    }

    @Nullable
    Token token() {
        return atEnd() ? null : sql.tokens().get(index);
    }

    /** Whether the words of a phrase, written with one blank between them, stand here. */
    boolean at(String phrase) {
        int i = index;
        for (String word : phrase.split(" ")) {
            if (i >= sql.size() || !matches(sql.tokens().get(i), word)) {
                return false;
            }
            i++;
        }
        return true;
    }

    private static boolean matches(Token token, String word) {
        return token.isWord(word) || token.isSymbol(word);
    }

    boolean atAny(String... phrases) {
        for (String phrase : phrases) {
            if (at(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** Moves past the phrase if it stands here. */
    boolean skip(String phrase) {
        boolean found = at(phrase);
        if (found) {
            index += (int) phrase.chars().filter(c -> c == ' ').count() + 1;
        }
        return found;
    }

    /** Moves past the first of the phrases that stands here, and says which. */
    @Nullable
    String skipAny(String... phrases) {
        for (String phrase : phrases) {
            if (skip(phrase)) {
                return phrase;
            }
        }
        return null;
    }

    /** The keyword or unquoted name that stands here in lower case, or empty. */
    String word() {
        Token token = token();
        return token != null && token.kind() == Token.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
    }

    /** Moves past a name of one or more parts; null, and nowhere, if none stands here. */
    @Nullable
    Name name() {
        Name name = Name.at(sql, index);
        if (name != null) {
            index = name.span().last() + 1;
        }
        return name;
    }

    /** Moves past a parenthesis and all in it, if one opens here. */
    boolean skipParenthesised() {
        if (!at("(")) {
            return false;
        }
        int depth = 0;
        do {
            depth += at("(") ? 1 : at(")") ? -1 : 0;
            index++;
        } while (depth > 0 && !atEnd());
        return true;
    }

    /** Moves to the next place outside parentheses where one of the phrases stands, or to the end. */
    boolean seek(String... phrases) {
        while (!atEnd()) {
            if (atAny(phrases)) {
                return true;
            }
            if (!skipParenthesised()) {
                index++;
            }
        }
        return false;
    }

    /** Whether one of the phrases stands anywhere from here on, parentheses or not. */
    boolean contains(String... phrases) {
        Cursor ahead = copy();
        while (!ahead.atEnd()) {
            if (ahead.atAny(phrases)) {
                return true;
            }
            ahead.advance();
        }
        return false;
    }

    /** What stands from a token up to here. */
    String since(int token) {
        return sql.slice(token, index - 1);
    }

    /** What stands from here to the end of the statement. */
    String rest() {
        return atEnd() ? "" : sql.slice(index, sql.size() - 1);
    }
}
