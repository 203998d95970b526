package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/** Reads GRANT and REVOKE, of privileges and of roles. */
final class Grants {

    private static final String[] OTHER_OBJECTS = {
        "sequence",
        "database",
        "domain",
        "foreign",
        "function",
        "procedure",
        "routine",
        "large object",
        "language",
        "parameter",
        "schema",
        "tablespace",
        "type",
        "all tables",
        "all sequences",
        "all functions",
        "all procedures",
        "all routines"
    };

    private Grants() {}

    /** After {@code GRANT}. */
    static Change granted(Cursor cursor) {
        int first = cursor.index();
        boolean found = cursor.seek("on", "to");
        String what = cursor.since(first);
        String on = "";
        String object = what;
        List<TableName> tables = List.of();
        if (cursor.at("on")) {
            int word = cursor.index();
            tables = tables(cursor.copy());
            found = cursor.seek("to");
            on = " " + cursor.since(word);
            object = cursor.sql().slice(word + 1, cursor.index() - 1);
        }
        List<String> undo = found ? List.of("REVOKE " + what + on + " FROM " + grantees(cursor)) : List.of();
        return new RunAsWritten("grant", object, tables, undo);
    }

    /** Those after TO, and by whom. */
    private static String grantees(Cursor cursor) {
        cursor.skip("to");
        int roles = cursor.index();
        cursor.seek("with", "granted by");
        String to = cursor.since(roles);
        cursor.seek("granted by");
        return cursor.atEnd() ? to : to + " " + cursor.rest();
    }

    /** After {@code REVOKE}. What was granted before is not known from the text. */
    static Change revoked(Cursor cursor) {
        int first = cursor.index();
        cursor.seek("on", "from");
        if (!cursor.at("on")) {
            return new RunAsWritten("revoke", cursor.since(first), List.of(), List.of());
        }
        List<TableName> tables = tables(cursor.copy());
        cursor.advance();
        int object = cursor.index();
        cursor.seek("from");
        return new RunAsWritten("revoke", cursor.since(object), tables, List.of());
    }

    private static List<TableName> tables(Cursor on) {
        on.skip("on");
        boolean other = !on.skip("table") && on.atAny(OTHER_OBJECTS);
        return other ? List.of() : Sources.list(on);
    }
}
