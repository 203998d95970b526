package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** An {@code ALTER TABLE} turned on another table: only the name behind {@code TABLE} is exchanged. */
public final class Retargeting {

    private Retargeting() {}

    /**
     * @throws IllegalArgumentException when the statement is not about the table
     */
    public static String of(String sql, TableName from, TableName to, LexicalRules rules, Names names) {
        List<Token> tokens = Lexer.significant(sql, rules);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (!tokens.get(i).isWord("table")) {
                continue;
            }
            int first = i + 1;
            while (isFiller(tokens.get(first))) {
                first++;
            }
            boolean qualified =
                    first + 2 < tokens.size() && tokens.get(first + 1).isSymbol(".");
            Token last = tokens.get(qualified ? first + 2 : first);
            if (last.isName() && rules.letterCase().same(Identifiers.name(last, rules), from.name())) {
                return sql.substring(0, tokens.get(first).offset())
                        + names.quote(to)
                        + sql.substring(last.offset() + last.text().length());
            }
        }
        throw new IllegalArgumentException("not about " + from + ": " + sql);
    }

    private static boolean isFiller(Token token) {
        return token.isWord("if") || token.isWord("exists") || token.isWord("only");
    }
}
