package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Bookkeeping;
import java.util.List;
import java.util.Set;

/** Our own tables on MySQL 8.0 and MariaDB 10.6 and later. A schema is a database there. */
public final class MySqlBookkeeping implements Bookkeeping {

    /** No such table, no such column, no such database, none selected (error reference of both servers). */
    private static final Set<String> MISSING = Set.of("1146", "1054", "1049", "1046");

    private static final String LOCK = "'db-migrations creation'";

    /** Names and texts are compared byte by byte whatever the database's own collation is. */
    private static final String OPTIONS =
            " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = '%s'";

    @Override
    public String qualified(String schema, String table) {
        return "`" + schema.replace("`", "``") + "`." + table;
    }

    @Override
    public String defaultSchema() {
        return "SELECT database()";
    }

    @Override
    public String columns() {
        return "SELECT column_name FROM information_schema.columns"
                + " WHERE table_schema = database() AND table_name = ? ORDER BY ordinal_position";
    }

    @Override
    public boolean isCreatedInTransaction() {
        return false;
    }

    @Override
    public List<String> creation(String schema, String appliedTable) {
        String runner = qualified(schema, RUNNER);
        return List.of(
                "DO GET_LOCK(" + LOCK + ", 30)",
                journalTable(qualified(schema, JOURNAL)),
                runnerTable(runner),
                "INSERT IGNORE INTO " + runner + " (id, token) VALUES (1, 0)",
                schemaTable(qualified(schema, SCHEMA)),
                appliedTable(qualified(schema, appliedTable)),
                "DO RELEASE_LOCK(" + LOCK + ")");
    }

    private static String journalTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
                    run varchar(200) NOT NULL,
                    at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
                    migration varchar(200) NOT NULL,
                    kind varchar(64) NOT NULL,
                    payload longtext NOT NULL,
                    who varchar(500) NOT NULL,
                    KEY db_migrations_journal_run (run, id),
                    KEY db_migrations_journal_kind (kind, run)
                )""".formatted(name) + OPTIONS.formatted("db-migrations: what happened in every run; its only state");
    }

    private static String runnerTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    id smallint NOT NULL PRIMARY KEY,
                    token bigint NOT NULL,
                    host varchar(255),
                    pid bigint,
                    account varchar(255),
                    application varchar(255),
                    since datetime(6),
                    seen datetime(6),
                    released datetime(6),
                    lock_session bigint,
                    work_session bigint
                )""".formatted(name)
                + OPTIONS.formatted("db-migrations: who is at work; the lock of the session decides");
    }

    private static String schemaTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    id smallint NOT NULL PRIMARY KEY,
                    at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
                    journal bigint NOT NULL,
                    objects bigint NOT NULL,
                    digest varchar(128) NOT NULL,
                    payload longtext NOT NULL
                )""".formatted(name)
                + OPTIONS.formatted("db-migrations: the objects of users after the last run, to tell drift");
    }

    private static String appliedTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    installed_rank bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
                    kind varchar(32) NOT NULL,
                    version varchar(200) NOT NULL,
                    name varchar(500) NOT NULL,
                    checksum_exact integer NOT NULL,
                    checksum_normalised varchar(128) NOT NULL,
                    applied_at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
                    duration_ms bigint NOT NULL,
                    applied_by varchar(500) NOT NULL,
                    UNIQUE KEY kind_version (kind, version)
                )""".formatted(name) + OPTIONS.formatted("db-migrations: applied migrations");
    }

    @Override
    public String firstLook(String appliedTable) {
        return """
                SELECT 'home', NULL, database(), NULL, NULL, NULL, NULL, NULL, NULL, 0
                FROM (SELECT count(*) FROM db_migrations_journal WHERE id < 0) AS present
                UNION ALL
                SELECT 'applied', kind, version, name, checksum_exact, checksum_normalised,
                       applied_at, duration_ms, applied_by, installed_rank
                FROM %s
                UNION ALL
                SELECT 'run', NULL, run, NULL, NULL, NULL, NULL, NULL, NULL, id
                FROM db_migrations_journal started
                WHERE kind = 'RunStarted' AND NOT EXISTS (
                    SELECT 1 FROM db_migrations_journal ended
                    WHERE ended.run = started.run AND ended.kind IN ('RunCompleted', 'RunRolledBack'))
                ORDER BY 10""".formatted(appliedTable);
    }

    @Override
    public boolean saysMissing(String state) {
        return MISSING.contains(state);
    }
}
