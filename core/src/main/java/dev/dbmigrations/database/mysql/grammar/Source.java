package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Lexer;
import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one statement with its tokens, from which every slice of it is taken.
 *
 * @param text as written
 * @param plain the same, with blanks in the place of the marks of executed comments
 * @param tokens without blanks, comments, marks of executed comments and the terminator
 * @param rules by which it was read
 */
record Source(String text, String plain, List<Token> tokens, LexicalRules rules) {

    Source {
        tokens = List.copyOf(tokens);
    }

    /**
     * @throws dev.dbmigrations.parse.ParseException if a quote or comment is never closed
     */
    static Source of(String text, LexicalRules rules) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder plain = new StringBuilder(text);
        for (Token token : Lexer.significant(text, rules)) {
            if (isMark(token)) {
                blank(plain, token.offset(), token.offset() + token.text().length());
            } else {
                tokens.add(token);
            }
        }
        while (!tokens.isEmpty() && tokens.getLast().isSymbol(";")) {
            tokens.removeLast();
        }
        return new Source(text, plain.toString(), tokens, rules);
    }

    private static boolean isMark(Token token) {
        return token.kind() == Token.Kind.SYMBOL
                && (token.text().startsWith("/*") || token.text().equals("*/"));
    }

    static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, ' ');
        }
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
        return last < first ? "" : plain.substring(tokens.get(first).offset(), endOf(last));
    }

    /** The statement as written, without its terminator. */
    String whole() {
        int end = endOf(tokens.size() - 1);
        boolean closes = text.length() != plain.length() || !text.equals(plain);
        return closes
                ? text.strip().replaceFirst("[;\\s]+$", "")
                : text.substring(tokens.getFirst().offset(), end);
    }

    /** The tokens up to the end of what an offset stands in or after. */
    int indexAt(int offset) {
        int index = 0;
        while (index < tokens.size() && tokens.get(index).offset() < offset) {
            index++;
        }
        return index;
    }

    Cursor cursor() {
        return new Cursor(this, 0, tokens.size());
    }
}
