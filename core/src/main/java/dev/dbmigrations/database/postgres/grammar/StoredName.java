package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.parse.Identifiers;
import dev.dbmigrations.parse.Token;
import java.nio.charset.StandardCharsets;

/** How PostgreSQL stores what is written as a name: folded, unquoted, cut. */
final class StoredName {

    /** {@code NAMEDATALEN - 1} of every server built with the default (PostgreSQL 14 to 18). */
    private static final int MAXIMUM_BYTES = 63;

    private StoredName() {}

    static String of(Token token) {
        return truncated(Identifiers.name(token, PostgresLexicalRules.RULES));
    }

    /** Of {@code U&"…"} with an escape character of its own. */
    static String of(Token token, char escape) {
        String usual = token.text().replace(escape, '\\');
        return of(new Token(token.kind(), usual, token.offset(), token.line(), token.column()));
    }

    /** The server cuts whole characters. */
    private static String truncated(String name) {
        int bytes = 0;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            bytes += Character.toString(name.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAXIMUM_BYTES) {
                return name.substring(0, i);
            }
        }
        return name;
    }
}
