package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.GivenValues;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads an {@code INSERT … VALUES} that does nothing but that, from its first token to its last. */
public final class InsertedValues {
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,19}");

    /** Without a backslash, which means this or that by the session's settings. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|'')*'");

    private final List<Token> tokens;
    private final LexicalRules rules;
    private int at;

    private InsertedValues(List<Token> tokens, LexicalRules rules) {
        this.tokens = tokens;
        this.rules = rules;
    }

    /**
     * Empty where the statement is another, or says what becomes of rows that are there, or ignores values that are given.
     *
     * @throws ParseException if a quote or comment is never closed
     */
    public static Optional<GivenValues> in(String sql, LexicalRules rules) {
        return new InsertedValues(Lexer.significant(sql, rules), rules).read();
    }

    private Optional<GivenValues> read() {
        if (!word("insert") || !word("into") || !name()) {
            return Optional.empty();
        }
        List<String> columns = columns();
        if (word("overriding") && !(word("system") && word("value"))) {
            return Optional.empty();
        }
        if (!word("values")) {
            return Optional.empty();
        }
        List<List<String>> rows = new ArrayList<>();
        do {
            List<String> row = row();
            if (row.isEmpty()) {
                return Optional.empty();
            }
            rows.add(row);
        } while (symbol(","));
        symbol(";");
        return at == tokens.size() ? Optional.of(new GivenValues(columns, rows)) : Optional.empty();
    }

    private boolean word(String word) {
        boolean found = at < tokens.size() && tokens.get(at).isWord(word);
        at += found ? 1 : 0;
        return found;
    }

    private boolean symbol(String symbol) {
        boolean found = at < tokens.size() && tokens.get(at).isSymbol(symbol);
        at += found ? 1 : 0;
        return found;
    }

    private boolean name() {
        do {
            if (at >= tokens.size() || !tokens.get(at).isName()) {
                return false;
            }
            at++;
        } while (symbol("."));
        return true;
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (symbol("(")) {
            do {
                if (at < tokens.size() && tokens.get(at).isName()) {
                    columns.add(Identifiers.name(tokens.get(at), rules));
                    at++;
                }
            } while (symbol(","));
            symbol(")");
        }
        return columns;
    }

    private List<String> row() {
        List<String> values = new ArrayList<>();
        if (!symbol("(")) {
            return values;
        }
        int depth = 0;
        int first = at;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (depth == 0 && (token.isSymbol(",") || token.isSymbol(")"))) {
                values.add(literal(first, at));
                first = at + 1;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            at++;
            if (depth < 0) {
                return values;
            }
        }
        return List.of();
    }

    private String literal(int from, int to) {
        String text = tokens.subList(from, to).stream().map(Token::text).collect(Collectors.joining());
        return DIGITS.matcher(text).matches()
                        || (to - from == 1 && QUOTED.matcher(text).matches())
                ? text
                : "";
    }
}
