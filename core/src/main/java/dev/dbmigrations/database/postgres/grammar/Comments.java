package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads COMMENT ON and SECURITY LABEL … ON. */
final class Comments {

    private Comments() {}

    /**
     * @param cursor after {@code ON}
     * @param action what stood before it
     */
    static Change read(Cursor cursor, String action) {
        if (cursor.skip("column")) {
            return column(cursor.name(), action);
        }
        boolean constraint = cursor.skip("constraint");
        ObjectKind kind = constraint ? null : ObjectKind.skip(cursor);
        int first = cursor.index();
        Cursor name = cursor.copy();
        cursor.seek("is", "on");
        String object = cursor.since(first);
        boolean ofDomain = cursor.skip("on") && cursor.skip("domain");
        Name owner = cursor.name();
        String words = kind == null ? constraint ? " constraint" : "" : " " + kind.words();
        boolean relation = kind != null && kind.isRelation();
        return new RunAsWritten(
                action + words, object, tables(relation ? name.name() : ofDomain ? null : owner), List.of());
    }

    private static Change column(@Nullable Name column, String action) {
        if (column == null) {
            return new RunAsWritten(action + " column", "", List.of(), List.of());
        }
        List<TableName> tables = column.parts().size() > 1 ? List.of(tableOf(column)) : List.of();
        return new RunAsWritten(action + " column", column.written(), tables, List.of());
    }

    private static List<TableName> tables(@Nullable Name name) {
        return name == null || name.last().equals("is") ? List.of() : List.of(name.table());
    }

    /** The table of a column written with it. */
    static TableName tableOf(Name column) {
        List<String> parts = column.parts();
        String table = parts.get(parts.size() - 2);
        return parts.size() == 2 ? TableName.unqualified(table) : TableName.of(parts.get(parts.size() - 3), table);
    }
}
