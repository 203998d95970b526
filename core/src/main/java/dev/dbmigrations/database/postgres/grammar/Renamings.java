package dev.dbmigrations.database.postgres.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The way back of what only gives another name, which the text alone tells. */
final class Renamings {

    private static final Set<String> PARTS =
            Set.of("rename value", "rename attribute", "rename column", "rename constraint");

    private Renamings() {}

    /**
     * @param action where the action begins
     * @param name the object's own name
     * @param subject the object as the statement identifies it
     */
    static List<String> undone(Cursor action, ObjectKind kind, Name name, String subject) {
        Sql sql = action.sql();
        String alter = "ALTER " + kind.keywords() + " ";
        if (action.skip("rename to")) {
            Name newName = action.name();
            if (newName == null || !action.atEnd()) {
                return List.of();
            }
            String renamed = name.sibling(sql, newName.written())
                    + subject.substring(name.written().length());
            return List.of(alter + renamed + " RENAME TO " + name.lastWritten(sql));
        }
        String part = action.skipAny(PARTS.toArray(String[]::new));
        if (part == null) {
            return List.of();
        }
        int from = action.index();
        if (!action.seek("to")) {
            return List.of();
        }
        String old = action.since(from);
        action.skip("to");
        int to = action.index();
        if (action.atEnd()) {
            return List.of();
        }
        action.advance();
        boolean complete = action.atEnd() || action.atAny("cascade", "restrict");
        String swapped = " " + part.toUpperCase(Locale.ROOT) + " " + sql.slice(to, to) + " TO " + old;
        return complete ? List.of(alter + subject + swapped) : List.of();
    }
}
