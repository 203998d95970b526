package dev.dbmigrations.database.postgres.grammar;

/** The statements that are shown to the grammar because their words alone do not tell all. */
final class GrammarVerbs {

    private GrammarVerbs() {}

    static boolean isAt(Cursor start) {
        Cursor cursor = start.copy();
        if (cursor.skip("create")) {
            cursor.skipAny("global", "local");
            cursor.skipAny("temporary", "temp", "unlogged");
            return cursor.atAny("table", "unique index", "index");
        }
        if (cursor.at("alter table")) {
            return !cursor.at("alter table all in");
        }
        return cursor.atAny("insert", "update", "delete", "merge", "with", "select", "table", "values", "(");
    }
}
