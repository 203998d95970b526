package dev.dbmigrations.database.mysql;

import dev.dbmigrations.schema.CatalogObject;
import dev.dbmigrations.schema.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything users have made in the current database, read from {@code information_schema} in a fixed number of queries. What these
 * servers print of a table is not asked for: that would be a query for each.
 */
final class MySqlInventory {
    private final MySqlSession session;
    private final MySqlNames names;
    private final boolean mariaDb;
    private final List<CatalogObject> objects = new ArrayList<>();
    private final Map<String, List<String>> parts = new TreeMap<>();

    private MySqlInventory(MySqlSession session, MySqlNames names) {
        this.session = session;
        this.names = names;
        this.mariaDb = session.version().isMariaDb();
    }

    static Inventory of(MySqlSession session, MySqlNames names) {
        MySqlInventory found = new MySqlInventory(session, names);
        found.each(InventoryQueries.COLUMNS, found::column);
        found.each(InventoryQueries.indexes(found.mariaDb), found::index);
        found.each(InventoryQueries.FOREIGN_KEYS, found::foreignKey);
        found.each(InventoryQueries.checks(found.mariaDb), found::check);
        found.each(InventoryQueries.TABLES, found::table);
        found.each(InventoryQueries.VIEWS, found::view);
        found.each(InventoryQueries.TRIGGERS, found::trigger);
        found.each(InventoryQueries.ROUTINES, found::routine);
        found.each(InventoryQueries.EVENTS, found::event);
        found.each(InventoryQueries.GRANTS, found::grant);
        found.each(InventoryQueries.DATABASE, found::database);
        return Inventory.of(found.objects);
    }

    private void each(String query, Function<MySqlRow, CatalogObject> reader) {
        objects.addAll(session.rows(query, reader));
    }

    private String quoted(MySqlRow row, int column) {
        return names.quote(row.text(column));
    }

    private CatalogObject part(String kind, String table, String name, String words, String change, String drop) {
        if (!words.startsWith("FOREIGN KEY")) {
            parts.computeIfAbsent(table, t -> new ArrayList<>()).add(withName(kind, name, words));
        }
        String alter = "ALTER TABLE " + table + " ";
        String make = alter + "ADD " + (kind.equals("column") ? "COLUMN " : "") + withName(kind, name, words);
        return new CatalogObject(
                kind,
                table + "." + name,
                "table " + table,
                words,
                new CatalogObject.Sql(make, change.isEmpty() ? "" : alter + change, alter + drop));
    }

    private static String withName(String kind, String name, String words) {
        return switch (kind) {
            case "column" -> name + " " + words;
            case "constraint", "check" -> "CONSTRAINT " + name + " " + words;
            default -> words;
        };
    }

    private CatalogObject column(MySqlRow row) {
        String name = quoted(row, 2);
        StringBuilder words = new StringBuilder(row.text(3));
        if (!row.isNull(7)) {
            words.append(" CHARACTER SET ")
                    .append(row.text(8))
                    .append(" COLLATE ")
                    .append(row.text(7));
        }
        String extra = row.text(6).toLowerCase(Locale.ROOT);
        if (!row.isNull(9) && !row.text(9).isEmpty()) {
            words.append(" GENERATED ALWAYS AS (").append(row.text(9)).append(')');
            words.append(extra.contains("virtual") ? " VIRTUAL" : " STORED");
        }
        if (row.text(4).equals("NO") && (row.isNull(9) || row.text(9).isEmpty() || !mariaDb)) {
            words.append(" NOT NULL");
        } else if (row.text(3).startsWith("timestamp")) {
            words.append(" NULL");
        }
        if (!row.isNull(5) && (row.isNull(9) || row.text(9).isEmpty())) {
            words.append(" DEFAULT ").append(fallback(row.text(5), row.text(3), extra));
        }
        int update = extra.indexOf("on update");
        if (extra.contains("auto_increment")) {
            words.append(" AUTO_INCREMENT");
        }
        if (update >= 0) {
            words.append(' ').append(row.text(6).substring(update));
        }
        if (extra.contains("invisible")) {
            words.append(" INVISIBLE");
        }
        if (!row.text(10).isEmpty()) {
            words.append(" COMMENT ").append(names.literal(row.text(10)));
        }
        String said = words.toString();
        return part("column", quoted(row, 1), name, said, "MODIFY COLUMN " + name + " " + said, "DROP COLUMN " + name);
    }

    /** MariaDB tells an expression, MySQL a value unless it says otherwise. */
    private String fallback(String text, String type, String extra) {
        boolean isExpression = mariaDb || text.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP");
        if (isExpression) {
            return text;
        }
        if (extra.contains("default_generated")) {
            return "(" + text + ")";
        }
        return type.startsWith("bit") ? text : names.literal(text);
    }

    private CatalogObject index(MySqlRow row) {
        String name = quoted(row, 2);
        boolean primary = row.text(2).equals("PRIMARY");
        String kind = row.text(4).equals("FULLTEXT") || row.text(4).equals("SPATIAL") ? row.text(4) + " " : "";
        String unique = row.truth(3) ? "UNIQUE " : kind;
        String using = row.text(4).equals("HASH") ? " USING HASH" : "";
        String invisible = row.truth(6) ? (mariaDb ? " IGNORED" : " INVISIBLE") : "";
        String words =
                (primary ? "PRIMARY KEY (" : unique + "KEY " + name + " (") + row.text(5) + ")" + using + invisible;
        String drop = primary ? "DROP PRIMARY KEY" : "DROP KEY " + name;
        return part("key", quoted(row, 1), name, words, drop + ", ADD " + words, drop);
    }

    private CatalogObject foreignKey(MySqlRow row) {
        String name = quoted(row, 2);
        String words = "FOREIGN KEY (" + row.text(3) + ") REFERENCES " + row.text(4) + " (" + row.text(5)
                + ") ON UPDATE " + row.text(6) + " ON DELETE " + row.text(7);
        return part("constraint", quoted(row, 1), name, words, "", "DROP FOREIGN KEY " + name);
    }

    /** MariaDB keeps a check of a column's own definition under the column's name, where it is part of that. */
    private CatalogObject check(MySqlRow row) {
        String name = quoted(row, 2);
        if (row.text(4).equals("Column")) {
            return new CatalogObject(
                    "check",
                    quoted(row, 1) + "." + name,
                    "column " + quoted(row, 1) + "." + name,
                    row.text(3),
                    new CatalogObject.Sql("", "", ""));
        }
        String words = "CHECK (" + row.text(3) + ")";
        String drop = (mariaDb ? "DROP CONSTRAINT " : "DROP CHECK ") + name;
        return part("check", quoted(row, 1), name, words, drop + ", ADD CONSTRAINT " + name + " " + words, drop);
    }

    private CatalogObject table(MySqlRow row) {
        String name = quoted(row, 1);
        if (row.text(2).equals("SEQUENCE")) {
            return new CatalogObject(
                    "sequence", name, "", "sequence", new CatalogObject.Sql("", "", "DROP SEQUENCE " + name));
        }
        String options = "ENGINE=" + row.text(3) + " COLLATE=" + row.text(4) + " COMMENT=" + names.literal(row.text(5));
        String rest = row.text(6).replaceAll("(?i)\\bstats_\\w+=\\S+", "").strip();
        boolean special = !rest.isEmpty() || row.text(2).contains("VERSIONED");
        String make =
                "CREATE TABLE " + name + " (" + String.join(", ", parts.getOrDefault(name, List.of())) + ") " + options;
        String definition = options
                + (rest.isEmpty() ? "" : " " + rest)
                + (row.text(2).contains("VERSIONED") ? " with system versioning" : "");
        return new CatalogObject(
                "table",
                name,
                "",
                definition,
                new CatalogObject.Sql(
                        special ? "" : make,
                        special ? "" : "ALTER TABLE " + name + " " + options,
                        "DROP TABLE " + name));
    }

    private CatalogObject view(MySqlRow row) {
        String name = quoted(row, 1);
        String text = "SQL SECURITY " + row.text(3) + " VIEW " + name + " AS " + row.text(2)
                + (row.text(4).equals("NONE") ? "" : " WITH " + row.text(4) + " CHECK OPTION");
        String definer = "DEFINER = " + account(row.text(5)) + " ";
        boolean hidden = row.text(2).isEmpty();
        return new CatalogObject(
                "view",
                name,
                "",
                definer + text,
                new CatalogObject.Sql(
                        hidden ? "" : "CREATE " + definer + text,
                        hidden ? "" : "CREATE OR REPLACE " + definer + text,
                        "DROP VIEW " + name));
    }

    private CatalogObject trigger(MySqlRow row) {
        String name = quoted(row, 1);
        String words = "DEFINER = " + account(row.text(5)) + " TRIGGER " + name + " " + row.text(3) + " " + row.text(4)
                + " ON " + quoted(row, 2) + " FOR EACH ROW " + row.text(6);
        String drop = "DROP TRIGGER " + name;
        return new CatalogObject(
                "trigger",
                name,
                "table " + quoted(row, 2),
                words,
                new CatalogObject.Sql("CREATE " + words, drop + CatalogObject.SEPARATOR + "CREATE " + words, drop));
    }

    private CatalogObject routine(MySqlRow row) {
        String name = quoted(row, 1);
        String kind = row.text(2);
        String words = kind + " " + name + "(" + row.text(7) + ")"
                + (row.isNull(3) ? "" : " RETURNS " + row.text(3)) + " "
                + (row.text(4).equals("YES") ? "DETERMINISTIC " : "NOT DETERMINISTIC ") + row.text(5)
                + " SQL SECURITY " + row.text(6) + " " + row.text(8).replaceAll("[;\\s]+$", "");
        String definer = "DEFINER = " + account(row.text(9)) + " ";
        boolean hidden = row.text(8).isEmpty();
        String drop = "DROP " + kind + " " + name;
        return new CatalogObject(
                kind.toLowerCase(Locale.ROOT),
                name,
                "",
                definer + words,
                new CatalogObject.Sql(
                        hidden ? "" : "CREATE " + definer + words,
                        hidden ? "" : drop + CatalogObject.SEPARATOR + "CREATE " + definer + words,
                        drop));
    }

    private CatalogObject event(MySqlRow row) {
        String name = quoted(row, 1);
        return new CatalogObject("event", name, "", row.text(2), new CatalogObject.Sql("", "", "DROP EVENT " + name));
    }

    private CatalogObject grant(MySqlRow row) {
        String columns = row.isNull(2) ? "" : " (" + quoted(row, 2) + ")";
        String what = row.text(3) + columns + " ON " + quoted(row, 1);
        String whom = row.text(4);
        boolean grantable = row.text(5).equals("YES");
        String give = "GRANT " + what + " TO " + whom + (grantable ? " WITH GRANT OPTION" : "");
        return new CatalogObject(
                "grant",
                what + " TO " + whom,
                "table " + quoted(row, 1),
                grantable ? "with grant option" : "plain",
                new CatalogObject.Sql(
                        give,
                        grantable ? give : "REVOKE GRANT OPTION ON " + quoted(row, 1) + " FROM " + whom,
                        "REVOKE " + what + " FROM " + whom));
    }

    private CatalogObject database(MySqlRow row) {
        String words = "CHARACTER SET " + row.text(2) + " COLLATE " + row.text(3);
        return new CatalogObject(
                "database",
                quoted(row, 1),
                "",
                words,
                new CatalogObject.Sql("", "ALTER DATABASE " + quoted(row, 1) + " " + words, ""));
    }

    private String account(String definer) {
        int at = definer.lastIndexOf('@');
        return at < 0
                ? names.quote(definer)
                : names.literal(definer.substring(0, at)) + "@" + names.literal(definer.substring(at + 1));
    }
}
