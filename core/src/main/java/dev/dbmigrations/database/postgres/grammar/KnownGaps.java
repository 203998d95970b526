package dev.dbmigrations.database.postgres.grammar;

/** Where the grammar knows all that PostgreSQL does, so that what it refuses is surely wrong. */
final class KnownGaps {

    private static final String[] COVERED = {
        "create table",
        "create temporary table",
        "create temp table",
        "create unlogged table",
        "create index",
        "create unique index",
        "alter table",
        "drop table",
        "drop index",
        "drop view",
        "drop sequence",
        "drop type",
        "drop schema",
        "drop domain",
        "drop materialized view",
        "drop extension",
        "update",
        "delete",
        "insert",
        "select",
        "truncate"
    };

    private KnownGaps() {}

    static boolean isCovered(Sql sql) {
        return sql.cursor().atAny(COVERED) && !sql.cursor().at("alter table all in");
    }
}
