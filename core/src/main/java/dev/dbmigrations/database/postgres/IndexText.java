package dev.dbmigrations.database.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of an index definition as {@code pg_get_indexdef} prints it (PostgreSQL 14 to 18, ruleutils.c):
 * {@code CREATE [UNIQUE] INDEX name ON table USING method (key, …) [INCLUDE (…)] [NULLS NOT DISTINCT] [WITH (…)] [WHERE …]}.
 *
 * @param key the key parts in order
 * @param options what stands between the key or INCLUDE and WHERE
 */
record IndexText(List<String> key, String options) {

    static IndexText of(String definition, String method, @Nullable String predicate) {
        int open = afterUnquoted(definition, " USING " + method + " (");
        List<String> key = new ArrayList<>();
        int rest = list(definition, open, key);
        if (definition.startsWith(" INCLUDE (", rest)) {
            rest = list(definition, rest + " INCLUDE (".length(), new ArrayList<>());
        }
        int end = predicate == null ? definition.length() : definition.length() - (" WHERE " + predicate).length();
        return new IndexText(List.copyOf(key), definition.substring(rest, end).strip());
    }

    /** Names may hold any text, but then they are quoted. */
    private static int afterUnquoted(String text, String wanted) {
        int at = 0;
        while (!text.startsWith(wanted, at)) {
            at = afterPiece(text, at);
        }
        return at + wanted.length();
    }

    /** Collects the parts up to the closing parenthesis and says where it ends. */
    private static int list(String text, int from, List<String> parts) {
        int depth = 0;
        int start = from;
        int at = from;
        while (depth > 0 || text.charAt(at) != ')') {
            char c = text.charAt(at);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            int next = afterPiece(text, at);
            if (depth == 0 && c == ',') {
                parts.add(text.substring(start, at).strip());
                start = next;
            }
            at = next;
        }
        parts.add(text.substring(start, at).strip());
        return at + 1;
    }

    private static int afterPiece(String text, int at) {
        char c = text.charAt(at);
        return c == '\'' || c == '"' ? text.indexOf(c, at + 1) + 1 : at + 1;
    }
}
