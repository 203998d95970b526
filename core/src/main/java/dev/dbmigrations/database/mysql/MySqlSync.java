package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.ColumnSync;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.util.List;

/**
 * The triggers that keep two columns of one row in step.
 *
 * <p>They compare OLD and NEW instead of asking who writes. A trigger created last fires last of its kind (both servers
 * since MySQL 5.7 and MariaDB 10.2), so they see what the user's own BEFORE triggers made of the row. Cascades of foreign
 * keys fire no triggers (MySQL 8.0 manual, 13.1.20.5): columns that they write must not be synced.
 */
final class MySqlSync {
    private static final String MARK = "db_migrations_column_";
    private final Names names;

    MySqlSync(Names names) {
        this.names = names;
    }

    static String bypass() {
        return "SET " + MySqlBudgets.BYPASS + " = 1";
    }

    List<String> create(ColumnSync sync) {
        return List.of(
                header(sync, "i", "INSERT") + onInsert(sync) + "\nEND",
                header(sync, "u", "UPDATE") + onUpdate(sync) + "\nEND");
    }

    private String header(ColumnSync sync, String suffix, String event) {
        return "CREATE TRIGGER " + names.quote(trigger(sync, suffix)) + " BEFORE " + event + " ON "
                + names.quote(sync.table()) + " FOR EACH ROW\nBEGIN\n";
    }

    private TableName trigger(ColumnSync sync, String suffix) {
        return sync.table().named(names.derived(sync.name(), suffix));
    }

    List<String> drop(ColumnSync sync) {
        return List.of(
                "DROP TRIGGER IF EXISTS " + names.quote(trigger(sync, "i")),
                "DROP TRIGGER IF EXISTS " + names.quote(trigger(sync, "u")));
    }

    /** On insert a value other than the default tells who wrote; the new shape wins a tie. */
    private String onInsert(ColumnSync sync) {
        String given = sync.after().defaultSql() == null ? "NULL" : sync.after().defaultSql();
        return guarded(
                """
                  IF {afterImage} <=> {givenImage} THEN
                    SET {after} = {up};
                  ELSEIF NOT ({afterImage} <=> {upImage}) THEN
                    SET {before} = {down};
                  END IF;""".replace("{givenImage}", TextTypes.image(given, sync.after().type())), sync);
    }

    /** The changed side tells who wrote; a row that neither changed is brought into step on this occasion. */
    private String onUpdate(ColumnSync sync) {
        return guarded("""
                  IF NOT ({afterImage} <=> {oldAfterImage}) THEN
                    IF {beforeImage} <=> {oldBeforeImage} OR NOT ({afterImage} <=> {upImage}) THEN
                      SET {before} = {down};
                    END IF;
                  ELSE
                    SET {after} = {up};
                  END IF;""", sync);
    }

    /**
     * On MySQL 8.0.33 {@code @variable IS NULL} in a trigger keeps the answer of the session that first ran the trigger in an open
     * table, and gives it to every other session that is given that open table afterwards: clients would be passed by.
     */
    private String guarded(String body, ColumnSync sync) {
        String after = sync.after().type();
        String before = sync.before().type();
        String filled = body.replace(
                        "{oldAfterImage}",
                        TextTypes.image("OLD." + names.quote(sync.after().column()), after))
                .replace(
                        "{oldBeforeImage}",
                        TextTypes.image("OLD." + names.quote(sync.before().column()), before))
                .replace("{afterImage}", TextTypes.image(row(sync.after().column()), after))
                .replace("{beforeImage}", TextTypes.image(row(sync.before().column()), before))
                .replace("{upImage}", TextTypes.image(computed(sync, sync.up()), after))
                .replace("{after}", row(sync.after().column()))
                .replace("{before}", row(sync.before().column()))
                .replace("{up}", computed(sync, sync.up()))
                .replace("{down}", computed(sync, sync.down()));
        return "IF coalesce(" + MySqlBudgets.BYPASS + ", 0) = 0 THEN\n" + filled + "\nEND IF;";
    }

    private String row(String column) {
        return "NEW." + names.quote(column);
    }

    /** The expression in the words of the row at hand: its columns become {@code NEW.column}. */
    private String computed(ColumnSync sync, String expression) {
        String marked = expression;
        for (int i = 0; i < sync.columns().size(); i++) {
            marked = names.renameColumn(marked, sync.columns().get(i), MARK + i + "_");
        }
        for (int i = 0; i < sync.columns().size(); i++) {
            marked = marked.replace(MARK + i + "_", row(sync.columns().get(i)));
        }
        return marked;
    }
}
