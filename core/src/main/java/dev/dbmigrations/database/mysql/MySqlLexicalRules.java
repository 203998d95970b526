package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.ClientCommands;
import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How MySQL 8 and 9 and MariaDB 10.11 and 11.4 read SQL, and their client program {@code mysql} reads scripts. */
public final class MySqlLexicalRules {

    private static final LexicalRules BOTH = LexicalRules.STANDARD
            .with(
                    LexicalFeature.BACKSLASH_ESCAPES,
                    LexicalFeature.BACKSLASH_NULL,
                    LexicalFeature.HASH_COMMENTS,
                    LexicalFeature.DASH_COMMENTS_NEED_BLANK,
                    LexicalFeature.BACKTICK_NAMES,
                    LexicalFeature.DOUBLE_QUOTED_STRINGS,
                    LexicalFeature.EXECUTED_COMMENTS,
                    LexicalFeature.AT_VARIABLES,
                    LexicalFeature.COMPOUND_STATEMENTS,
                    LexicalFeature.DELIMITER_LINES)
            .with(LetterCase.IGNORED)
            .with(new ClientCommands("mysql", ClientCommands.Style.BACKSLASH, Set.of()));

    /** Since 8.0.34 a text between dollar quotes is a string; it is written in routines of other languages (9.0). */
    public static final LexicalRules MYSQL =
            BOTH.with(LexicalFeature.DOLLAR_QUOTES).withReservedWords(MySqlReservedWords.MYSQL);

    public static final LexicalRules MARIADB =
            BOTH.with(LexicalFeature.FORKED_EXECUTED_COMMENTS).withReservedWords(MySqlReservedWords.MARIADB);

    /** For files and names of which it is not known which of the two will read them: right for both, words of either quoted. */
    public static final LexicalRules EITHER =
            MARIADB.withReservedWords(union(MySqlReservedWords.MYSQL, MySqlReservedWords.MARIADB));

    private MySqlLexicalRules() {}

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /**
     * The rules as a session's modes change them: {@code ANSI_QUOTES} makes {@code "…"} a name, {@code NO_BACKSLASH_ESCAPES} a backslash
     * plain.
     *
     * @param sqlMode the value of {@code @@sql_mode}, in which the server has spelt out modes that stand for several
     */
    public static LexicalRules in(String sqlMode, LexicalRules rules) {
        List<String> modes = Arrays.asList(sqlMode.toUpperCase(Locale.ROOT).split(","));
        LexicalRules changed = rules;
        if (modes.contains("ANSI_QUOTES")) {
            changed = changed.without(LexicalFeature.DOUBLE_QUOTED_STRINGS);
        }
        return modes.contains("NO_BACKSLASH_ESCAPES") ? changed.without(LexicalFeature.BACKSLASH_ESCAPES) : changed;
    }
}
