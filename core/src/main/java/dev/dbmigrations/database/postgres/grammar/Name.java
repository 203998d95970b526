package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.grammar.Sql.Span;
import dev.dbmigrations.parse.Token;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name of one or more parts as it stands in a statement.
 *
 * @param parts as the catalog stores them
 * @param span its tokens
 * @param written as written
 */
record Name(List<String> parts, Span span, String written) {

    Name {
        parts = List.copyOf(parts);
    }

    /** The name that begins at the token, or null. A keyword counts as a name: the server decides. */
    static @Nullable Name at(Sql sql, int first) {
        List<String> parts = new ArrayList<>();
        int i = first;
        while (i < sql.size() && sql.tokens().get(i).isName()) {
            Token token = sql.tokens().get(i);
            boolean escaped = i + 2 < sql.size() && sql.tokens().get(i + 1).isWord("uescape") && isUnicode(token);
            parts.add(escaped ? StoredName.of(token, escape(sql.tokens().get(i + 2))) : StoredName.of(token));
            i += escaped ? 3 : 1;
            if (i >= sql.size() || !sql.tokens().get(i).isSymbol(".")) {
                break;
            }
            i++;
        }
        return parts.isEmpty() ? null : new Name(parts, new Span(first, i - 1), sql.slice(first, i - 1));
    }

    /** From a string of one character. */
    private static char escape(Token string) {
        return string.text().charAt(1);
    }

    private static boolean isUnicode(Token token) {
        return token.text().startsWith("U&") || token.text().startsWith("u&");
    }

    /** Its last part. */
    String last() {
        return parts.getLast();
    }

    /** Its last part as written. */
    String lastWritten(Sql sql) {
        int i = span.last();
        while (i > span.first() && !sql.tokens().get(i - 1).isSymbol(".")) {
            i--;
        }
        return sql.slice(i, span.last());
    }

    /** The name of a relation; a database name before the schema is left out. */
    TableName table() {
        return parts.size() == 1 ? TableName.unqualified(last()) : TableName.of(parts.get(parts.size() - 2), last());
    }

    /** The same name with another last part. */
    String sibling(Sql sql, String newLast) {
        return written.substring(0, written.length() - lastWritten(sql).length()) + newLast;
    }
}
