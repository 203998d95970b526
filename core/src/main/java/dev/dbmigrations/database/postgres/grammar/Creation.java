package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads CREATE of whatever is no table and no index, and derives the DROP. */
final class Creation {

    private static final String[] MODIFIERS = {
        "temporary",
        "temp",
        "unlogged",
        "global",
        "local",
        "recursive",
        "constraint",
        "trusted",
        "procedural",
        "default"
    };

    /** What a DROP would destroy beyond the definition, or what reaches beyond the database. */
    private static final Set<String> NEVER_DROPPED = Set.of("database", "tablespace", "subscription");

    private static final Set<String> OWNERS = Set.of("current_user", "current_role", "session_user");

    private final Sql sql;
    private final Cursor cursor;
    private final ObjectKind kind;
    private final boolean replaces;
    private final boolean ifNotExists;
    private final List<TableName> tables = new ArrayList<>();
    private String object = "";
    private String dropped = "";

    private Creation(Cursor cursor, ObjectKind kind, boolean replaces) {
        this.sql = cursor.sql();
        this.cursor = cursor;
        this.kind = kind;
        this.replaces = replaces;
        this.ifNotExists = cursor.skip("if not exists");
    }

    /** After {@code CREATE}; null if it is of no known kind. */
    static @Nullable Change read(Cursor cursor) {
        boolean replaces = cursor.skip("or replace");
        while (cursor.atAny(MODIFIERS)) {
            cursor.advance();
        }
        ObjectKind kind = ObjectKind.skip(cursor);
        return kind == null ? null : new Creation(cursor, kind, replaces).read();
    }

    private Change read() {
        switch (kind.naming()) {
            case NAME -> named();
            case SIGNATURE -> routine();
            case WITHIN_TABLE -> withinTable();
            case OTHER -> other();
        }
        String action = (replaces ? "create or replace " : "create ") + kind.words();
        boolean derivable = !dropped.isEmpty() && !replaces && !ifNotExists && !NEVER_DROPPED.contains(kind.words());
        List<String> undo = derivable ? List.of("DROP " + kind.keywords() + " " + dropped) : List.of();
        return new RunAsWritten(action, object, tables, undo);
    }

    private void named() {
        if (kind.words().equals("schema")) {
            schema();
            return;
        }
        Name name = cursor.at("on") ? null : cursor.name();
        object = name == null ? "" : name.written();
        dropped = object;
        if (kind.words().endsWith("view")) {
            tables.addAll(Sources.of(sql));
            tables.removeIf(table -> name != null && table.equals(name.table()));
        } else if (kind.words().equals("foreign table")) {
            takeTable(name);
        } else if (kind.words().equals("statistics") && cursor.seek("from") && cursor.skip("from")) {
            takeTable(cursor.name());
        } else if (kind.words().equals("sequence")) {
            tables.addAll(Sources.ofOwner(cursor));
        } else if (kind.words().equals("publication") && cursor.skip("for table")) {
            tables.addAll(Sources.list(cursor));
        }
    }

    /** A schema may be named after its owner, and may be made with things in it. */
    private void schema() {
        boolean byOwner = cursor.skip("authorization");
        Name name = cursor.name();
        object = name == null ? "" : name.written();
        if (!byOwner && cursor.skip("authorization")) {
            cursor.name();
        }
        boolean asSomebody = byOwner && name != null && OWNERS.contains(name.last());
        dropped = cursor.atEnd() && !asSomebody ? object : "";
    }

    private void routine() {
        int first = cursor.index();
        Name name = cursor.name();
        int open = cursor.index();
        if (name == null || !cursor.skipParenthesised()) {
            object = name == null ? "" : name.written();
            return;
        }
        object = cursor.since(first);
        boolean oldStyle = kind.words().equals("aggregate") && !cursor.at("(");
        dropped = oldStyle ? "" : name.written() + Signatures.withoutDefaults(sql, open, cursor.index() - 1);
    }

    private void withinTable() {
        Name name = cursor.name();
        boolean found = kind.words().equals("rule")
                ? cursor.seek("to") && cursor.skip("to")
                : cursor.seek("on") && cursor.skip("on");
        Name table = found ? cursor.name() : null;
        if (name != null && table != null) {
            object = name.written();
            dropped = name.written() + " ON " + table.written();
            takeTable(table);
        }
    }

    private void other() {
        int first = cursor.index();
        if (kind.words().equals("cast") && cursor.skipParenthesised()) {
            object = cursor.since(first);
            dropped = object;
        } else if (kind.words().equals("user mapping")) {
            cursor.seek("options");
            object = cursor.since(first);
            dropped = object;
        } else {
            cursor.advance();
            cursor.seek("(", "using", "with", "default", "for");
            object = cursor.since(first);
        }
    }

    private void takeTable(@Nullable Name table) {
        if (table != null) {
            tables.add(table.table());
        }
    }
}
