package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads CREATE, ALTER and DROP of whatever is neither table nor index. */
final class Objects {

    /** The longer before those they begin with. */
    private static final String[] KINDS = {
        "package body",
        "package",
        "procedure",
        "aggregate function",
        "function",
        "trigger",
        "event",
        "view",
        "database",
        "schema",
        "sequence",
        "server",
        "tablespace",
        "undo tablespace",
        "logfile group",
        "resource group",
        "spatial reference system",
        "role",
        "user",
        "library",
        "instance"
    };

    /** Those that DROP of one of them takes back without loss. */
    private static final Set<String> TAKEN_BACK =
            Set.of("procedure", "function", "trigger", "event", "view", "sequence", "server", "role", "user");

    private Objects() {}

    /** The cursor stands after the verb; null if no such object is meant. */
    static @Nullable Change read(Cursor cursor, String verb) {
        boolean replaces = cursor.skip("or replace");
        Cursor search = cursor.copy();
        String kind = search.skipAny(KINDS);
        while (kind == null && !search.atEnd() && !search.at("(") && isBefore(search)) {
            search.advance();
            kind = search.skipAny(KINDS);
        }
        return kind == null ? null : read(search, verb, kind, replaces);
    }

    /** {@code DEFINER = a@b}, {@code ALGORITHM = MERGE}, {@code SQL SECURITY INVOKER}. */
    private static boolean isBefore(Cursor cursor) {
        return !cursor.atAny("table", "index", "as", "on", "temporary", "unique", "fulltext", "spatial", "vector");
    }

    private static Change read(Cursor cursor, String verb, String kind, boolean replaces) {
        String plainKind = kind.replace("aggregate ", "");
        boolean conditional = cursor.skip("if not exists") || cursor.skip("if exists");
        Name name = cursor.name();
        String object = name == null ? Commands.withoutSecrets(cursor) : name.written();
        boolean takenBack = verb.equals("create") && !replaces && !conditional && TAKEN_BACK.contains(plainKind);
        List<String> undo = takenBack && name != null && !isAccount(cursor)
                ? List.of("DROP " + plainKind.toUpperCase(Locale.ROOT) + " " + object)
                : List.of();
        return new RunAsWritten(verb + " " + plainKind, object, tables(cursor, verb, plainKind), undo);
    }

    /** An account goes on behind its name, and may be followed by others. */
    private static boolean isAccount(Cursor cursor) {
        Cursor rest = cursor.copy();
        String text = rest.rest();
        return text.startsWith("@") || text.startsWith(",");
    }

    private static List<TableName> tables(Cursor cursor, String verb, String kind) {
        if (kind.equals("trigger") && verb.equals("create") && cursor.seek("on")) {
            cursor.skip("on");
            Name table = cursor.name();
            return table == null ? List.of() : List.of(table.table());
        }
        return List.of();
    }
}
