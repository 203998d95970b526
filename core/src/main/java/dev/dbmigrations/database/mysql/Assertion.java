package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Impact;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ALTER TABLE or CREATE INDEX held to an algorithm and a lock: the server refuses it (errors 1845 and 1846) rather
 * than copy the table or keep writers out. What the author demanded in its place is taken out (safety catalogue MY31).
 */
final class Assertion {
    private static final Pattern ALTER = Pattern.compile("(?is)\\s*ALTER\\s+(ONLINE\\s+)?(IGNORE\\s+)?TABLE\\b.*");
    private static final Pattern INDEX = Pattern.compile(
            "(?is)\\s*(CREATE\\s+(OR\\s+REPLACE\\s+)?(UNIQUE\\s+|FULLTEXT\\s+|SPATIAL\\s+)?INDEX)\\b.*");
    private static final Pattern PREFIX = Pattern.compile("(?is)(SET SESSION foreign_key_checks = 0; )(.*)");
    private static final Pattern DEMANDED = Pattern.compile(
            "(?i)\\s*,?\\s*\\b(ALGORITHM\\s*=?\\s*(DEFAULT|INSTANT|NOCOPY|INPLACE|COPY)|LOCK\\s*=?\\s*(DEFAULT|NONE|SHARED|EXCLUSIVE))\\b");

    /** Actions that take no such clause, or not behind them: those on partitions, and the order of the rows. */
    private static final Pattern PARTITIONS = Pattern.compile(
            "(?is).*\\b(ADD|DROP|TRUNCATE|COALESCE|REORGANIZE|EXCHANGE|REBUILD|ANALYZE|CHECK|OPTIMIZE|REPAIR|IMPORT|DISCARD|CONVERT)"
                    + "\\s+(PARTITION|TABLESPACE)\\b.*|(?is).*\\b(PARTITION|ORDER)\\s+BY\\b.*|(?is).*\\bREMOVE\\s+PARTITIONING\\b.*");

    private Assertion() {}

    static String of(String sql, Impact predicted) {
        Matcher prefixed = PREFIX.matcher(sql);
        if (prefixed.matches()) {
            return prefixed.group(1) + of(prefixed.group(2), predicted);
        }
        boolean alter = ALTER.matcher(sql).matches();
        if (predicted.locks().isEmpty()
                || (!alter && !INDEX.matcher(sql).matches())
                || PARTITIONS.matcher(sql.replaceAll("'[^']*'", "''")).matches()) {
            return sql;
        }
        return Rung.of(predicted)
                .map(rung -> withoutDemands(sql) + (alter ? rung.inAlter() : rung.behindIndex()))
                .orElse(sql);
    }

    /** Only outside quotes: the words may stand in a comment or a default. */
    private static String withoutDemands(String sql) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                int end = endOfQuoted(sql, at);
                kept.append(sql, at, end);
                at = end;
                continue;
            }
            int next = at;
            while (next < sql.length() && "'\"`".indexOf(sql.charAt(next)) < 0) {
                next++;
            }
            kept.append(DEMANDED.matcher(sql.substring(at, next)).replaceAll(""));
            at = next;
        }
        return kept.toString().stripTrailing();
    }

    private static int endOfQuoted(String sql, int begin) {
        char quote = sql.charAt(begin);
        int at = begin + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) == '\\' && quote != '`') {
                at += 2;
            } else if (sql.charAt(at) == quote) {
                return at + 1;
            } else {
                at++;
            }
        }
        return sql.length();
    }
}
