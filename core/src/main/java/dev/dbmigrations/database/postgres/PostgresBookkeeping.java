package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Bookkeeping;
import java.util.List;
import java.util.Set;

/** Our own tables on PostgreSQL 14 and later. */
public final class PostgresBookkeeping implements Bookkeeping {

    /** {@code undefined_table} and {@code undefined_column} (PostgreSQL 18, appendix A). */
    private static final Set<String> MISSING = Set.of("42P01", "42703");

    /** Held while our tables are created; "dbmigrat" in ASCII, so that an operator can tell whose it is. */
    private static final long CREATION_LOCK = 0x64626d6967726174L;

    @Override
    public String qualified(String schema, String table) {
        return "\"" + schema.replace("\"", "\"\"") + "\"." + table;
    }

    @Override
    public String defaultSchema() {
        return "SELECT coalesce(current_schema(), 'public')";
    }

    @Override
    public String columns() {
        return "SELECT attname::text FROM pg_attribute"
                + " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum";
    }

    @Override
    public List<String> creation(String schema, String appliedTable) {
        String journal = qualified(schema, JOURNAL);
        String runner = qualified(schema, RUNNER);
        return List.of(
                // IF NOT EXISTS alone fails when two sessions create the same name at once.
                "DO $$ BEGIN PERFORM pg_advisory_xact_lock(" + CREATION_LOCK + "); END $$",
                journalTable(journal),
                "CREATE INDEX IF NOT EXISTS db_migrations_journal_run ON " + journal + " (run, id)",
                "CREATE INDEX IF NOT EXISTS db_migrations_journal_kind ON " + journal + " (kind, run)",
                "COMMENT ON TABLE " + journal + " IS 'db-migrations: what happened in every run; its only state'",
                runnerTable(runner),
                "INSERT INTO " + runner + " (id, token) VALUES (1, 0) ON CONFLICT DO NOTHING",
                "COMMENT ON TABLE " + runner + " IS 'db-migrations: who is at work; the session lock decides'",
                schemaTable(qualified(schema, SCHEMA)),
                "COMMENT ON TABLE " + qualified(schema, SCHEMA)
                        + " IS 'db-migrations: the objects of users after the last run, to tell drift'",
                appliedTable(qualified(schema, appliedTable)),
                "COMMENT ON TABLE " + qualified(schema, appliedTable) + " IS 'db-migrations: applied migrations'");
    }

    private static String journalTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    run text NOT NULL,
                    at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    migration text NOT NULL,
                    kind text NOT NULL,
                    payload text NOT NULL,
                    who text NOT NULL
                )""".formatted(name);
    }

    private static String runnerTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    id smallint PRIMARY KEY CHECK (id = 1),
                    token bigint NOT NULL,
                    host text,
                    pid bigint,
                    account text,
                    application text,
                    since timestamptz,
                    seen timestamptz,
                    released timestamptz,
                    lock_session bigint,
                    work_session bigint
                )""".formatted(name);
    }

    private static String schemaTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    id smallint PRIMARY KEY CHECK (id = 1),
                    at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    journal bigint NOT NULL,
                    objects bigint NOT NULL,
                    digest text NOT NULL,
                    payload text NOT NULL
                )""".formatted(name);
    }

    private static String appliedTable(String name) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    installed_rank bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    kind text NOT NULL,
                    version text NOT NULL,
                    name text NOT NULL,
                    checksum_exact integer NOT NULL,
                    checksum_normalised text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    duration_ms bigint NOT NULL,
                    applied_by text NOT NULL,
                    UNIQUE (kind, version)
                )""".formatted(name);
    }

    @Override
    public String firstLook(String appliedTable) {
        return """
                SELECT 'home', NULL::text, n.nspname::text, NULL::text, NULL::integer, NULL::text,
                       NULL::timestamptz, NULL::bigint, NULL::text, 0::bigint
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.oid = 'db_migrations_journal'::regclass
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
