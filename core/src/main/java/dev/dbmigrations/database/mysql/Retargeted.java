package dev.dbmigrations.database.mysql;

import dev.dbmigrations.parse.Identifiers;
import dev.dbmigrations.parse.Lexer;
import dev.dbmigrations.parse.Token;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** A statement about one table turned on another: only the name behind TABLE or ON is exchanged. */
final class Retargeted {

    private Retargeted() {}

    static String of(String sql, TableName from, TableName to, MySqlNames names) {
        List<Token> tokens = Lexer.significant(sql, MySqlLexicalRules.EITHER);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token word = tokens.get(i);
            if (word.isWord("table") || word.isWord("on")) {
                int first = i + 1;
                while (tokens.get(first).isWord("if") || tokens.get(first).isWord("exists")) {
                    first++;
                }
                boolean qualified =
                        first + 2 < tokens.size() && tokens.get(first + 1).isSymbol(".");
                Token last = tokens.get(qualified ? first + 2 : first);
                if (last.isName()
                        && Identifiers.name(last, MySqlLexicalRules.EITHER).equalsIgnoreCase(from.name())) {
                    return sql.substring(0, tokens.get(first).offset())
                            + names.quote(to)
                            + sql.substring(last.offset() + last.text().length());
                }
            }
        }
        throw new IllegalArgumentException("not about " + from + ": " + sql);
    }
}
