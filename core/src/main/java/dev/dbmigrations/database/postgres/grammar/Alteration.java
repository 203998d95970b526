package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads ALTER and DROP of whatever is no table and no index, and derives the way back of a renaming. */
final class Alteration {

    /** The longer before those they begin with. */
    private static final String[] ACTIONS = {
        "add value",
        "rename value",
        "rename attribute",
        "rename column",
        "rename constraint",
        "rename to",
        "add attribute",
        "drop attribute",
        "alter attribute",
        "add constraint",
        "drop constraint",
        "validate constraint",
        "set schema",
        "set tablespace",
        "set not null",
        "drop not null",
        "set default",
        "drop default",
        "owner to",
        "attach partition",
        "refresh version",
        "refresh publication",
        "alter column",
        "enable",
        "disable",
        "restart",
        "owned by",
        "update",
        "set statistics",
        "set",
        "reset"
    };

    private Alteration() {}

    /** After {@code ALTER}; null if it is of no known kind. */
    static @Nullable Change altered(Cursor cursor) {
        ObjectKind kind = ObjectKind.skip(cursor);
        if (kind == null) {
            return null;
        }
        if (kind.naming() == ObjectKind.Naming.OTHER) {
            return new RunAsWritten("alter " + kind.words(), cursor.rest(), List.of(), List.of());
        }
        cursor.skip("if exists");
        if (cursor.at("all in tablespace")) {
            return new RunAsWritten("alter " + kind.words() + " all", cursor.rest(), List.of(), List.of());
        }
        int first = cursor.index();
        Name name = cursor.name();
        if (name == null) {
            return null;
        }
        cursor.skipParenthesised();
        String object = cursor.since(first);
        Name table = kind.naming() == ObjectKind.Naming.WITHIN_TABLE && cursor.skip("on") ? cursor.name() : null;
        String before = table == null ? object : object + " ON " + table.written();
        String action = cursor.copy().skipAny(ACTIONS);
        List<String> undo = Renamings.undone(cursor.copy(), kind, name, before);
        return new RunAsWritten(
                "alter " + kind.words() + (action == null ? "" : " " + action),
                object,
                tables(kind, name, table, cursor),
                undo);
    }

    private static List<TableName> tables(ObjectKind kind, Name name, @Nullable Name table, Cursor cursor) {
        if (table != null) {
            return List.of(table.table());
        }
        if (kind.isRelation()) {
            return List.of(name.table());
        }
        return kind.words().equals("sequence") ? Sources.ofOwner(cursor) : List.of();
    }

    /** After {@code DROP}; null if it is of no known kind. */
    static @Nullable Change dropped(Cursor cursor) {
        ObjectKind kind = ObjectKind.skip(cursor);
        if (kind == null) {
            return null;
        }
        cursor.skip("if exists");
        int first = cursor.index();
        List<TableName> tables = List.of();
        if (kind.isRelation()) {
            tables = Sources.list(cursor.copy());
        } else if (kind.naming() == ObjectKind.Naming.WITHIN_TABLE) {
            Cursor on = cursor.copy();
            tables = on.seek("on") && on.skip("on") ? Sources.list(on) : List.of();
        }
        cursor.seek("cascade", "restrict", "on");
        String object = cursor.since(first);
        return new RunAsWritten("drop " + kind.words(), object, tables, List.of());
    }
}
