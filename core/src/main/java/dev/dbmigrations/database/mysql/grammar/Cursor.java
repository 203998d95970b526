package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.parse.Identifiers;
import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place among the tokens of a statement, or of a part of it, which moves on as they are recognised. */
final class Cursor {

    private final Source source;
    private final int end;
    private int index;

    /**
     * @param end the index after the last token that is seen
     */
    Cursor(Source source, int index, int end) {
        this.source = source;
        this.index = index;
        this.end = end;
    }

    Source source() {
        return source;
    }

    int index() {
        return index;
    }

    int end() {
        return end;
    }

    Cursor copy() {
        return new Cursor(source, index, end);
    }

    Cursor until(int last) {
        return new Cursor(source, index, Math.min(last, end));
    }

    void moveTo(int token) {
        index = token;
    }

    void advance() {
        index++;
    }

    boolean atEnd() {
        return index >= end;
    }

    @Nullable
    Token token() {
        return atEnd() ? null : source.tokens().get(index);
    }

    boolean atKind(Token.Kind kind) {
        Token token = token();
        return token != null && token.kind() == kind;
    }

    /** Whether the words of a phrase, written with one blank between them, stand here. */
    boolean at(String phrase) {
        int i = index;
        for (String word : phrase.split(" ")) {
            if (i >= end || !matches(source.tokens().get(i), word)) {
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

    /** Moves past all of the phrases that stand here, in any order. */
    void skipAll(String... phrases) {
        boolean found = true;
        while (found) {
            found = skipAny(phrases) != null;
        }
    }

    /** The keyword or unquoted name that stands here in lower case, or empty. */
    String word() {
        Token token = token();
        return token != null && token.kind() == Token.Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
    }

    /** Moves past one token and gives it as written; empty at the end. */
    String take() {
        Token token = token();
        index++;
        return token == null ? "" : token.text();
    }

    /**
     * Moves past a name of one or more parts; null, and nowhere, if none stands here. A keyword counts: the server decides. It may begin with
     * a dot, which means nothing (MySQL 8.0's manual, "Identifier Qualifiers").
     */
    @Nullable
    Name name() {
        int first = at(".") ? index + 1 : index;
        List<String> parts = new ArrayList<>();
        int i = first;
        int last = i;
        while (i < end && isName(source.tokens().get(i))) {
            last = i;
            parts.add(stored(source.tokens().get(i)));
            if (i + 1 >= end || !source.tokens().get(i + 1).isSymbol(".")) {
                break;
            }
            i += 2;
        }
        if (parts.isEmpty()) {
            return null;
        }
        index = last + 1;
        return new Name(parts, source.slice(first, last), source.slice(last, last));
    }

    /** As {@link #name}, where the grammar has seen that there is one. */
    Name nameHere() {
        Name name = name();
        if (name == null) {
            throw new NotUnderstood(
                    "a name is missing" + (atEnd() ? " at its end" : " before " + source.slice(index, index)));
        }
        return name;
    }

    /** A name may begin with a digit. */
    private static boolean isName(Token token) {
        return token.isName()
                || (token.kind() == Token.Kind.NUMBER && token.text().chars().anyMatch(Character::isLetter));
    }

    private String stored(Token token) {
        return token.isName() ? Identifiers.name(token, source.rules()) : token.text();
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

    /** What is in the parenthesis that opens here; the cursor moves past it. */
    Cursor inParentheses() {
        int first = index + 1;
        skipParenthesised();
        return new Cursor(source, first, index - 1);
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

    /** The parts between commas that stand outside parentheses. */
    List<Cursor> split() {
        List<Cursor> parts = new ArrayList<>();
        while (!atEnd()) {
            int first = index;
            seek(",");
            parts.add(new Cursor(source, first, index));
            skip(",");
        }
        return parts;
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
        return source.slice(token, Math.min(index, end) - 1);
    }

    /** What stands from here to the end. */
    String rest() {
        return atEnd() ? "" : source.slice(index, end - 1);
    }
}
