package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Statement.Transaction;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.parse.Lexer;
import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.Token;
import java.util.List;

/**
 * Which statements the server refuses inside a transaction: every call of {@code PreventInTransactionBlock} in the sources of
 * PostgreSQL 14 to 18 that depends on the text alone.
 */
final class TransactionBlocks {

    private static final String[] ALWAYS = {
        "create database", "drop database", "create tablespace", "drop tablespace", "drop subscription",
        "alter system", "vacuum", "discard all", "commit prepared", "rollback prepared",
        "create index concurrently", "create unique index concurrently", "drop index concurrently"
    };

    private TransactionBlocks() {}

    static Transaction of(Sql sql) {
        Cursor cursor = sql.cursor();
        boolean forbidden = cursor.atAny(ALWAYS)
                || reindexes(cursor.copy())
                || clustersAll(cursor.copy())
                || detachesConcurrently(cursor.copy())
                || movesDatabase(cursor.copy())
                || talksToPublisher(cursor.copy())
                || endsTransactionItself(cursor.copy());
        return forbidden ? Transaction.FORBIDDEN : Transaction.ALLOWED;
    }

    private static boolean reindexes(Cursor cursor) {
        if (!cursor.skip("reindex")) {
            return false;
        }
        Cursor options = cursor.copy();
        boolean concurrently = options.skipParenthesised()
                && isOn(new Cursor(cursor.sql(), cursor.index() + 1), "concurrently", options.index());
        cursor.skipParenthesised();
        cursor.skip("verbose");
        boolean many = cursor.skipAny("schema", "database", "system") != null;
        return many || concurrently || (cursor.skipAny("table", "index") != null && cursor.at("concurrently"));
    }

    private static boolean clustersAll(Cursor cursor) {
        if (!cursor.skip("cluster")) {
            return false;
        }
        cursor.skipParenthesised();
        cursor.skip("verbose");
        return cursor.atEnd();
    }

    private static boolean detachesConcurrently(Cursor cursor) {
        return cursor.at("alter table") && cursor.seek("detach partition") && cursor.contains("concurrently");
    }

    private static boolean movesDatabase(Cursor cursor) {
        return cursor.at("alter database") && cursor.seek("set tablespace", "tablespace");
    }

    /**
     * Depends on more than the text where the subscription is disabled or has no slot; then a transaction would have been allowed, and
     * nothing is lost without one.
     */
    private static boolean talksToPublisher(Cursor cursor) {
        if (cursor.at("create subscription")) {
            boolean local = isOff(cursor, "connect") || isOff(cursor, "create_slot");
            return !local;
        }
        if (!cursor.skip("alter subscription")) {
            return false;
        }
        cursor.name();
        if (cursor.at("refresh") || (cursor.at("set (") && cursor.contains("failover", "two_phase"))) {
            return true;
        }
        boolean publications = cursor.atAny("add publication", "drop publication", "set publication");
        return publications && !isOff(cursor, "refresh");
    }

    /** A DO block that commits fails inside another transaction ({@code SPI_commit}). */
    private static boolean endsTransactionItself(Cursor cursor) {
        if (!cursor.at("do")) {
            return false;
        }
        for (Token token : cursor.sql().tokens()) {
            if (token.kind() == Token.Kind.DOLLAR_STRING && commits(token.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean commits(String body) {
        int quote = body.indexOf('$', 1) + 1;
        List<Token> tokens;
        try {
            tokens = Lexer.significant(body.substring(quote, body.length() - quote), PostgresLexicalRules.RULES);
        } catch (ParseException anotherLanguage) {
            return false;
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean ends = tokens.get(i).isWord("commit") || tokens.get(i).isWord("rollback");
            if (ends && (tokens.get(i + 1).isSymbol(";") || tokens.get(i + 1).isWord("and"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOff(Cursor from, String option) {
        Cursor cursor = from.copy();
        while (!cursor.atEnd()) {
            if (cursor.skip(option)) {
                cursor.skip("=");
                Token value = cursor.token();
                return value != null && value.text().replace("'", "").matches("(?i)false|off|0|no");
            }
            cursor.advance();
        }
        return false;
    }

    private static boolean isOn(Cursor from, String option, int end) {
        Cursor cursor = from.copy();
        while (cursor.index() < end) {
            if (cursor.at(option)) {
                return !isOff(cursor, option);
            }
            cursor.advance();
        }
        return false;
    }
}
