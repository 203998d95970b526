package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words by which an action of ALTER TABLE is called when it is run as written. */
final class AlterWords {

    /** The longer before those they begin with. */
    private static final String[] COLUMN = {
        "add generated", "drop identity", "drop expression", "set expression", "set statistics", "set storage",
        "set compression", "set generated", "restart", "options", "reset", "set"
    };

    private static final String[] TABLE = {
        "enable replica trigger",
        "enable always trigger",
        "enable trigger",
        "disable trigger",
        "enable replica rule",
        "enable always rule",
        "enable rule",
        "disable rule",
        "enable row level security",
        "disable row level security",
        "no force row level security",
        "force row level security",
        "cluster on",
        "set without cluster",
        "set without oids",
        "set with oids",
        "set access method",
        "set tablespace",
        "set logged",
        "set unlogged",
        "set schema",
        "reset",
        "set",
        "inherit",
        "no inherit",
        "not of",
        "of",
        "owner to",
        "replica identity",
        "alter constraint",
        "attach partition",
        "detach partition",
        "merge partitions",
        "split partition",
        "options"
    };

    private AlterWords() {}

    /** For an action that the grammar has understood. */
    static String of(Cursor action, int last) {
        String known = known(action.copy());
        return known != null
                ? known
                : action.sql()
                        .slice(action.index(), Math.min(action.index() + 1, last))
                        .toLowerCase(Locale.ROOT);
    }

    /** The partition that an action attaches or detaches. */
    static List<TableName> others(Cursor action) {
        Name other = action.skipAny("attach partition", "detach partition") == null ? null : action.name();
        return other == null ? List.of() : List.of(other.table());
    }

    /**
     * Null if the action begins with none of the words known here.
     *
     * @param action where it begins
     */
    static @Nullable String known(Cursor action) {
        if (!action.at("alter constraint") && action.skip("alter")) {
            action.skip("column");
            if (action.name() == null) {
                action.advance();
            }
            String phrase = phrase(action, COLUMN);
            return phrase == null ? null : "alter column " + phrase;
        }
        String phrase = phrase(action, TABLE);
        if ("detach partition".equals(phrase)) {
            action.name();
            String how = action.skipAny("concurrently", "finalize");
            return how == null ? phrase : phrase + " " + how;
        }
        return phrase;
    }

    private static @Nullable String phrase(Cursor action, String[] phrases) {
        String phrase = action.skipAny(phrases);
        if (!"set".equals(phrase) && !"reset".equals(phrase)) {
            return phrase;
        }
        return action.at("(") ? phrase + " (" + String.join(", ", options(action)) + ")" : null;
    }

    private static List<String> options(Cursor action) {
        List<String> names = new ArrayList<>();
        int first = action.index() + 1;
        action.skipParenthesised();
        Cursor option = new Cursor(action.sql(), first);
        while (option.index() < action.index() - 1) {
            Name name = option.name();
            if (name == null) {
                break;
            }
            names.add(String.join(".", name.parts()));
            option.seek(",", ")");
            option.advance();
        }
        return names;
    }
}
