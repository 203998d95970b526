package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Token.Kind;
import java.util.List;
import java.util.Set;

/** The names in an expression that can refer to a column, told from those of functions, types, collations and the like by what stands around. */
final class ColumnReferences {

    /** Right after these a name is never a column's, but a type's, a collation's, an alias or part of a phrase. */
    private static final Set<String> NEVER_BEFORE_A_COLUMN = Set.of(
            "as",
            "at",
            "bit",
            "char",
            "character",
            "collate",
            "double",
            "interval",
            "is",
            "join",
            "json",
            "name",
            "national",
            "nchar",
            "nfc",
            "nfd",
            "nfkc",
            "nfkd",
            "nulls",
            "over",
            "time",
            "to",
            "unique",
            "with",
            "without");

    /** Right before these a word is the first of a type of several words. */
    private static final Set<String> NEVER_AFTER_A_COLUMN = Set.of("precision", "varying", "with", "without", "zone");

    private final LexicalRules rules;
    private final List<Token> tokens;
    private final List<Token> significant;

    ColumnReferences(String expression, LexicalRules rules) {
        this.rules = rules;
        this.tokens = Lexer.tokens(expression, rules);
        this.significant = tokens.stream().filter(token -> !token.isBlank()).toList();
    }

    String rename(String from, String written) {
        StringBuilder renamed = new StringBuilder();
        int index = 0;
        for (Token token : tokens) {
            boolean hit =
                    token.isName() && rules.letterCase().same(Identifiers.name(token, rules), from) && isColumn(index);
            renamed.append(hit ? written : token.text());
            index += token.isBlank() ? 0 : 1;
        }
        return renamed.toString();
    }

    private boolean isColumn(int index) {
        int head = headOfQualifiedName(index);
        return !isFollowedAsSomethingElse(index)
                && !isPrecededAsSomethingElse(head)
                && !isTableAfterFrom(head)
                && !isFieldOfFunctionSyntax(index);
    }

    /** The first part of {@code a.b.c}; the dot itself where a field of a composite value is selected. */
    private int headOfQualifiedName(int index) {
        int head = index;
        while (isSymbol(head - 1, ".")) {
            if (!isName(head - 2)) {
                return head - 1;
            }
            head -= 2;
        }
        return head;
    }

    private boolean isFollowedAsSomethingElse(int index) {
        int next = index + 1;
        return isSymbol(next, "(")
                || isSymbol(next, ".")
                || isSymbol(next, ":=")
                || isSymbol(next, "=>")
                || isWordBeforeString(index)
                || (isUnquoted(index) && NEVER_AFTER_A_COLUMN.contains(word(next)));
    }

    private boolean isPrecededAsSomethingElse(int head) {
        return isSymbol(head, ".")
                || isSymbol(head - 1, "::")
                || isString(head - 1)
                || NEVER_BEFORE_A_COLUMN.contains(word(head - 1))
                || (word(head - 1).equals("not") && word(head - 2).equals("is"));
    }

    /** A typed literal such as {@code date '2025-01-31'}. */
    private boolean isWordBeforeString(int index) {
        return isUnquoted(index) && isString(index + 1);
    }

    /** {@code FROM} also stands in {@code IS DISTINCT FROM} and in functions; only a SELECT before it makes it a clause. */
    private boolean isTableAfterFrom(int head) {
        if (!word(head - 1).equals("from") || word(head - 2).equals("distinct")) {
            return false;
        }
        int depth = 0;
        for (int i = head - 2; i >= 0 && depth >= 0; i--) {
            depth += isSymbol(i, ")") ? 1 : isSymbol(i, "(") ? -1 : 0;
            if (depth == 0 && word(i).equals("select")) {
                return true;
            }
        }
        return false;
    }

    /** {@code extract(year FROM …)}, {@code xmlelement(name …)}. */
    private boolean isFieldOfFunctionSyntax(int index) {
        if (!isUnquoted(index) || !isSymbol(index - 1, "(")) {
            return false;
        }
        return switch (word(index - 2)) {
            case "extract" -> word(index + 1).equals("from");
            case "xmlelement", "xmlpi" -> word(index).equals("name") && isName(index + 1);
            default -> false;
        };
    }

    private boolean exists(int index) {
        return index >= 0 && index < significant.size();
    }

    private boolean isSymbol(int index, String symbol) {
        return exists(index) && significant.get(index).isSymbol(symbol);
    }

    private boolean isName(int index) {
        return exists(index) && significant.get(index).isName();
    }

    private boolean isUnquoted(int index) {
        return exists(index) && significant.get(index).kind() == Kind.WORD;
    }

    private boolean isString(int index) {
        return exists(index)
                && (significant.get(index).kind() == Kind.STRING
                        || significant.get(index).kind() == Kind.DOLLAR_STRING);
    }

    /** The unquoted word in lower case, or empty. */
    private String word(int index) {
        return isUnquoted(index) ? LetterCase.lower(significant.get(index).text()) : "";
    }
}
