package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.parse.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.Vocabulary;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/**
 * Our tokens in the terms of pgCodeKeeper's grammar (13.1.0).
 *
 * <p>Its own lexer is not used: it does not know {@code E'\''}, and to load it costs time at every start.
 */
final class GrammarTokens {

    private static final Map<String, Integer> TYPES = types();

    private GrammarTokens() {}

    private static Map<String, Integer> types() {
        Map<String, Integer> types = new HashMap<>();
        Vocabulary vocabulary = SQLParser.VOCABULARY;
        for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
            String literal = vocabulary.getLiteralName(type);
            if (literal != null) {
                types.put(literal.substring(1, literal.length() - 1), type);
            }
        }
        types.put("::", SQLParser.CAST_EXPRESSION);
        types.put("<>", SQLParser.NOT_EQUAL);
        types.put("!=", SQLParser.NOT_EQUAL);
        return Map.copyOf(types);
    }

    static TokenSource of(List<Token> tokens) {
        List<CommonToken> converted = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            CommonToken one = new CommonToken(type(token), token.text());
            one.setStartIndex(token.offset());
            one.setStopIndex(token.offset() + token.text().length() - 1);
            one.setLine(token.line());
            one.setCharPositionInLine(token.column() - 1);
            converted.add(one);
        }
        return new ListTokenSource(converted);
    }

    private static int type(Token token) {
        String text = token.text();
        return switch (token.kind()) {
            case WORD -> TYPES.getOrDefault(text.toUpperCase(Locale.ROOT), SQLParser.Identifier);
            case QUOTED_NAME -> isUnicode(text) ? SQLParser.UnicodeQuotedIdentifier : SQLParser.QuotedIdentifier;
            case STRING -> isUnicode(text) ? SQLParser.UnicodeEscapeStringConstant : SQLParser.StringConstant;
            case DOLLAR_STRING -> SQLParser.StringConstant;
            case NUMBER -> number(text);
            case PARAMETER -> SQLParser.DOLLAR_NUMBER;
            case SYMBOL -> symbol(text);
            case COMMENT_LINE, COMMENT_BLOCK, WHITESPACE, CLIENT_COMMAND -> SQLParser.BAD;
        };
    }

    private static boolean isUnicode(String text) {
        return text.startsWith("U&") || text.startsWith("u&");
    }

    /** Underscores between digits and other bases came with PostgreSQL 16. */
    private static int number(String text) {
        if (text.matches("[0-9][0-9_]*|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+")) {
            return SQLParser.Integer;
        }
        return text.matches("[0-9_]*\\.?[0-9_]*([eE][+-]?[0-9_]+)?") ? SQLParser.Numeric : SQLParser.BAD;
    }

    private static int symbol(String text) {
        Integer known = TYPES.get(text);
        if (known != null) {
            return known;
        }
        boolean operator = text.chars().allMatch(c -> "+-*/<>=~!@#%^&|`?".indexOf(c) >= 0);
        return operator ? SQLParser.OP_CHARS : SQLParser.BAD;
    }
}
