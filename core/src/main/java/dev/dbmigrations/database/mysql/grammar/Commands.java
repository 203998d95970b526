package dev.dbmigrations.database.mysql.grammar;

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

    /** What commands are called, however they are spelled; the longer before those they begin with. */
    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("start transaction", "begin"),
            new Spelling("begin work", "begin"),
            new Spelling("rollback work to", "rollback to savepoint"),
            new Spelling("rollback to", "rollback to savepoint"),
            new Spelling("rollback", "rollback"),
            new Spelling("commit", "commit"),
            new Spelling("savepoint", "savepoint"),
            new Spelling("release savepoint", "release savepoint"),
            new Spelling("desc", "explain"),
            new Spelling("describe", "explain"),
            new Spelling("explain", "explain"));

    /** Those whose object is simply what follows. */
    private static final String[] PLAIN = {
        "set",
        "show",
        "use",
        "call",
        "execute",
        "prepare",
        "deallocate prepare",
        "do",
        "help",
        "handler",
        "signal",
        "resignal",
        "get diagnostics",
        "unlock tables",
        "unlock table",
        "flush",
        "reset",
        "kill",
        "purge",
        "binlog",
        "xa",
        "cache index",
        "load index into cache",
        "install",
        "uninstall",
        "change master",
        "change replication",
        "start slave",
        "start replica",
        "start all",
        "stop slave",
        "stop replica",
        "stop all",
        "import table",
        "clone",
        "restart",
        "shutdown",
        "grant",
        "revoke",
        "rename user",
        "select",
        "with",
        "values",
        "table"
    };

    private static final String[] MAINTENANCE = {"analyze", "optimize", "check", "repair", "checksum"};

    /** The first words of blocks that stand outside of any routine. */
    private static final String[] BLOCKS = {"begin", "if", "case", "loop", "repeat", "while", "for", "declare"};

    private Commands() {}

    /** Null if it is none of them. */
    static @Nullable Change read(Cursor cursor) {
        if (cursor.skip("begin") && cursor.atEnd()) {
            return new RunAsWritten("begin", "", List.of(), List.of());
        }
        cursor.moveTo(0);
        for (Spelling spelling : SPELLINGS) {
            if (cursor.skip(spelling.words())) {
                cursor.skip("savepoint");
                return new RunAsWritten(spelling.action(), cursor.rest(), List.of(), List.of());
            }
        }
        String plain = cursor.skipAny(PLAIN);
        if (plain != null) {
            return new RunAsWritten(plain, withoutSecrets(cursor), List.of(), List.of());
        }
        return cursor.atAny("lock", "load", "(") ? ofTables(cursor) : other(cursor);
    }

    /** What stands before the first word that announces a password. */
    static String withoutSecrets(Cursor cursor) {
        Cursor until = cursor.copy();
        while (!until.atEnd() && !until.word().contains("password") && !until.at("identified")) {
            until.advance();
        }
        return cursor.until(until.index()).rest();
    }

    private static @Nullable Change other(Cursor cursor) {
        String maintained = cursor.skipAny(MAINTENANCE);
        if (maintained != null) {
            return maintained(cursor, maintained);
        }
        boolean labelled = cursor.copy().seek(":");
        return cursor.atAny(BLOCKS) || labelled ? new RunAsWritten("block", "", List.of(), List.of()) : null;
    }

    private static @Nullable Change ofTables(Cursor cursor) {
        if (cursor.at("(")) {
            return new RunAsWritten("select", cursor.rest(), List.of(), List.of());
        }
        if (cursor.skipAny("lock tables", "lock table") != null) {
            String object = cursor.rest();
            return new RunAsWritten("lock tables", object, list(cursor), List.of());
        }
        if (cursor.skipAny("load data", "load xml") != null && cursor.seek("into table")) {
            cursor.skip("into table");
            return new InsertGivenRows(cursor.nameHere().table());
        }
        return null;
    }

    private static @Nullable Change maintained(Cursor cursor, String verb) {
        cursor.skipAll("no_write_to_binlog", "local");
        if (cursor.skipAny("tables", "table") == null) {
            return verb.equals("analyze") ? new RunAsWritten("explain", cursor.rest(), List.of(), List.of()) : null;
        }
        String object = cursor.rest();
        return new RunAsWritten(verb + " table", object, list(cursor), List.of());
    }

    /** Names between commas, whatever stands behind each. */
    private static List<TableName> list(Cursor cursor) {
        List<TableName> tables = new ArrayList<>();
        for (Cursor part : cursor.split()) {
            Name name = part.name();
            if (name != null) {
                tables.add(name.table());
            }
        }
        return tables;
    }
}
