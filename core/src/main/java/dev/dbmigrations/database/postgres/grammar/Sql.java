package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.parse.Lexer;
import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one statement with its tokens, from which every slice of it is taken.
 *
 * @param text as written
 * @param tokens without blanks, comments and the terminator
 */
record Sql(String text, List<Token> tokens) {

    /** A run of tokens: the index of the first and that of the last. */
    record Span(int first, int last) {}

    Sql {
        tokens = List.copyOf(tokens);
    }

    /**
     * @throws dev.dbmigrations.parse.ParseException if a quote or comment is never closed
     */
    static Sql of(String text) {
        List<Token> tokens = new ArrayList<>(Lexer.significant(text, PostgresLexicalRules.RULES));
        while (!tokens.isEmpty() && tokens.getLast().isSymbol(";")) {
            tokens.removeLast();
        }
        return new Sql(text, tokens);
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    int size() {
        return tokens.size();
    }

    int endOf(int token) {
        return tokens.get(token).offset() + tokens.get(token).text().length();
    }

    /** What stands from one token to another, both included, with the blanks and comments between them. */
    String slice(int first, int last) {
        return last < first ? "" : text.substring(tokens.get(first).offset(), endOf(last));
    }

    String slice(Span span) {
        return slice(span.first(), span.last());
    }

    /** The slice with some parts taken out and one blank in the place of each. */
    String sliceWithout(Span span, List<Span> parts) {
        StringBuilder kept = new StringBuilder();
        int from = span.first();
        for (Span part : parts) {
            append(kept, slice(from, part.first() - 1));
            from = part.last() + 1;
        }
        append(kept, slice(from, span.last()));
        return kept.toString();
    }

    private static void append(StringBuilder kept, String part) {
        kept.append(kept.isEmpty() || part.isEmpty() ? "" : " ").append(part);
    }

    /** The statement without what stands before its first token and after its last. */
    String whole() {
        return slice(0, tokens.size() - 1);
    }

    /** The index of the token that begins at the offset. */
    int indexAt(int offset) {
        int low = 0;
        int high = tokens.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tokens.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    Cursor cursor() {
        return new Cursor(this, 0);
    }
}
