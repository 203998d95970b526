package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.RowChange.InsertGivenRows;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the statements that are neither definitions nor changes of rows. */
final class Commands {

    private record Spelling(String words, String action) {}

    /** What the transaction commands are called, however they are spelled; the longer before those they begin with. */
    private static final List<Spelling> TRANSACTIONS = List.of(
            new Spelling("start transaction", "begin"),
            new Spelling("begin", "begin"),
            new Spelling("commit prepared", "commit prepared"),
            new Spelling("commit", "commit"),
            new Spelling("end", "commit"),
            new Spelling("prepare transaction", "prepare transaction"),
            new Spelling("rollback prepared", "rollback prepared"),
            new Spelling("rollback work to", "rollback to savepoint"),
            new Spelling("rollback transaction to", "rollback to savepoint"),
            new Spelling("rollback to", "rollback to savepoint"),
            new Spelling("rollback", "rollback"),
            new Spelling("abort", "rollback"),
            new Spelling("savepoint", "savepoint"),
            new Spelling("release", "release savepoint"));

    /** Those whose object is simply what follows. */
    private static final String[] PLAIN = {
        "set",
        "reset",
        "show",
        "call",
        "execute",
        "prepare",
        "deallocate",
        "declare",
        "fetch",
        "move",
        "close",
        "discard",
        "explain",
        "listen",
        "notify",
        "unlisten",
        "checkpoint",
        "load",
        "import foreign schema",
        "reassign owned by"
    };

    private Commands() {}

    /** Null if it is none of them. */
    static @Nullable Change read(Cursor cursor) {
        Change transaction = transaction(cursor.copy());
        if (transaction != null) {
            return transaction;
        }
        String plain = cursor.skipAny(PLAIN);
        if (plain != null) {
            return new RunAsWritten(plain, cursor.rest(), List.of(), List.of());
        }
        return switch (cursor.word()) {
            case "do" -> new RunAsWritten("do", "", List.of(), List.of());
            case "copy" -> copied(cursor);
            case "vacuum", "analyze", "analyse" -> maintained(cursor);
            case "reindex" -> reindexed(cursor);
            case "cluster" -> clustered(cursor);
            case "lock" -> locked(cursor);
            case "refresh" -> refreshed(cursor);
            case "comment" -> cursor.skip("comment on") ? Comments.read(cursor, "comment on") : null;
            case "security" ->
                cursor.seek("on") && cursor.skip("on") ? Comments.read(cursor, "security label on") : null;
            default -> null;
        };
    }

    private static @Nullable Change transaction(Cursor cursor) {
        for (Spelling spelling : TRANSACTIONS) {
            if (cursor.skip(spelling.words())) {
                cursor.skipAny("work", "transaction");
                cursor.skip("savepoint");
                return new RunAsWritten(spelling.action(), cursor.rest(), List.of(), List.of());
            }
        }
        return null;
    }

    private static Change copied(Cursor cursor) {
        cursor.advance();
        cursor.skip("binary");
        Name table = cursor.name();
        cursor.skipParenthesised();
        if (table != null && cursor.at("from")) {
            return new InsertGivenRows(table.table());
        }
        List<TableName> tables = table == null ? Sources.of(cursor.sql()) : List.of(table.table());
        return new RunAsWritten("copy to", table == null ? "" : table.written(), tables, List.of());
    }

    private static Change maintained(Cursor cursor) {
        String verb = cursor.word().equals("analyse") ? "analyze" : cursor.word();
        cursor.advance();
        int first = cursor.index();
        boolean parenthesised = cursor.skipParenthesised();
        boolean full = parenthesised && cursor.since(first).matches("(?is).*\\bfull\\b(?!\\s*(=\\s*)?(false|off|0)).*");
        for (String option = "";
                option != null;
                option = cursor.skipAny("full", "freeze", "verbose", "analyze", "analyse")) {
            full |= option.equals("full");
        }
        String object = cursor.rest();
        return new RunAsWritten(full ? verb + " full" : verb, object, Sources.list(cursor), List.of());
    }

    private static Change reindexed(Cursor cursor) {
        cursor.advance();
        int options = cursor.index();
        boolean concurrently = cursor.skipParenthesised() && new Cursor(cursor.sql(), options).contains("concurrently");
        cursor.skip("verbose");
        String what = cursor.skipAny("index", "table", "schema", "database", "system");
        concurrently |= cursor.skip("concurrently");
        Name name = cursor.name();
        String action = "reindex" + (what == null ? "" : " " + what) + (concurrently ? " concurrently" : "");
        boolean relation = "table".equals(what) || "index".equals(what);
        List<TableName> tables = name != null && relation ? List.of(name.table()) : List.of();
        return new RunAsWritten(action, name == null ? "" : name.written(), tables, List.of());
    }

    private static Change clustered(Cursor cursor) {
        cursor.advance();
        cursor.skipParenthesised();
        cursor.skip("verbose");
        Name name = cursor.name();
        Name table = cursor.skip("on") ? cursor.name() : name;
        List<TableName> tables = table == null ? List.of() : List.of(table.table());
        return new RunAsWritten("cluster", table == null ? "" : table.written(), tables, List.of());
    }

    private static Change locked(Cursor cursor) {
        cursor.advance();
        cursor.skip("table");
        int first = cursor.index();
        List<TableName> tables = Sources.list(cursor);
        return new RunAsWritten("lock table", cursor.since(first), tables, List.of());
    }

    private static @Nullable Change refreshed(Cursor cursor) {
        if (!cursor.skip("refresh materialized view")) {
            return null;
        }
        String how = cursor.skip("concurrently") ? " concurrently" : "";
        List<TableName> tables = new ArrayList<>();
        Name name = cursor.name();
        if (name != null) {
            tables.add(name.table());
        }
        String object = name == null ? "" : name.written();
        return new RunAsWritten("refresh materialized view" + how, object, tables, List.of());
    }
}
