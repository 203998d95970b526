package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.ArrayList;
import java.util.List;

/** Names as they are written in SQL, and as the catalog stores them. Names without quotes and folding are called plain. */
public final class Identifiers {

    private Identifiers() {}

    /** The plain name in quotes. */
    public static String quote(String name, LexicalRules rules) {
        if (rules.has(LexicalFeature.BACKTICK_NAMES)) {
            return "`" + name.replace("`", "``") + "`";
        }
        if (rules.has(LexicalFeature.BRACKET_NAMES)) {
            return "[" + name.replace("]", "]]") + "]";
        }
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The plain name, in quotes if it would otherwise be read as something else. */
    public static String quoteIfNeeded(String name, LexicalRules rules) {
        return isPlainWord(name, rules) ? name : quote(name, rules);
    }

    /** An unquoted name as the catalog stores it. */
    public static String fold(String unquoted, LexicalRules rules) {
        return rules.letterCase().fold(unquoted);
    }

    /**
     * The plain name that a token stands for.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public static String name(Token token, LexicalRules rules) {
        return switch (token.kind()) {
            case WORD -> fold(token.text(), rules);
            case QUOTED_NAME -> unquote(token.text());
            default -> throw new IllegalArgumentException("not a name: " + token.text());
        };
    }

    /**
     * The plain parts of a name such as {@code a.b} or {@code "A"."b c"}.
     *
     * @throws IllegalArgumentException if it is no name
     * @throws ParseException if a quote is never closed
     */
    public static List<String> parts(String qualified, LexicalRules rules) {
        List<Token> tokens = Lexer.significant(qualified, rules);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (i % 2 == 0 ? !token.isName() : !token.isSymbol(".")) {
                throw new IllegalArgumentException("not a name: " + qualified);
            }
            if (i % 2 == 0) {
                parts.add(name(token, rules));
            }
        }
        if (tokens.size() % 2 == 0) {
            throw new IllegalArgumentException("not a name: " + qualified);
        }
        return List.copyOf(parts);
    }

    /**
     * The expression with every reference to a column renamed and everything else as it was.
     *
     * <p>For expressions as the catalog prints them or a migration writes them: of checks, defaults, indexes, generated columns
     * and policies. A qualified reference keeps its qualifier. In a whole query, tables and aliases named like the column are
     * not told apart from it beyond {@code FROM}, {@code JOIN} and {@code AS}.
     *
     * @param from the plain name
     * @param to the plain name; quoted where it must be
     */
    public static String renameColumn(String expression, String from, String to, LexicalRules rules) {
        return new ColumnReferences(expression, rules).rename(from, quoteIfNeeded(to, rules));
    }

    private static boolean isPlainWord(String name, LexicalRules rules) {
        if (name.isEmpty()
                || Characters.isDigit(name.charAt(0))
                || rules.reservedWords().contains(name)) {
            return false;
        }
        return name.chars().allMatch(c -> c == '_' || Characters.isDigit(c) || (c >= 'a' && c <= 'z'));
    }

    private static String unquote(String quoted) {
        boolean unicode = LetterCase.lower(quoted.substring(0, 2)).equals("u&");
        int from = unicode ? 3 : 1;
        String closing = quoted.substring(quoted.length() - 1);
        String inner = quoted.substring(from, quoted.length() - 1).replace(closing + closing, closing);
        return unicode ? UnicodeEscapes.decode(inner) : inner;
    }
}
