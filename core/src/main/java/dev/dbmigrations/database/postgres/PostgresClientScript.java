package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.BundledText;
import dev.dbmigrations.database.LockBudget;
import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Work for psql and pg_dump. */
final class PostgresClientScript implements ClientScript {

    /** Rows that follow their statement end with a line of their own, and a trailing blank may be a value. */
    private static final Pattern ROWS_FOLLOW =
            Pattern.compile("(?is)(\\s*COPY\\b.*?\\bFROM\\s+STDIN\\b[^\\n;]*);?[^\\n]*\\n(.*)");

    private final Names names;

    PostgresClientScript(Names names) {
        this.names = names;
    }

    @Override
    public String functions(String schema) {
        return BundledText.beside(PostgresClientScript.class, "client.sh");
    }

    @Override
    public String programs() {
        return "`psql`, and `pg_dump` for the dump; Debian's package is `postgresql-client`";
    }

    @Override
    public String variables() {
        return "`DATABASE_URL`, or `PGHOST`, `PGPORT`, `PGUSER`, `PGDATABASE`, `PGPASSWORD`, and `~/.pgpass`.";
    }

    @Override
    public Optional<String> obstacle(String sql) {
        return Optional.empty();
    }

    @Override
    public String statement(String sql) {
        Matcher copy = ROWS_FOLLOW.matcher(sql);
        if (copy.matches()) {
            String rows = copy.group(2).replaceFirst("(^|\n)\\\\\\.\\s*$", "$1").replaceFirst("\\n*$", "\n");
            return copy.group(1) + ";\n" + rows + "\\.\n";
        }
        String last = sql.substring(sql.lastIndexOf('\n') + 1);
        return sql + (last.contains("--") ? "\n;\n" : ";\n");
    }

    @Override
    public String value(Value value) {
        return switch (value) {
            case RUN -> "current_setting('db_migrations.run')";
            case WHO -> "current_setting('db_migrations.who')";
            case STEP_MILLISECONDS -> "(" + milliseconds("elapsed") + ")::text";
            case ALL_MILLISECONDS ->
                "(current_setting('db_migrations.worked')::bigint + " + milliseconds("elapsed") + ")::text";
        };
    }

    private static String milliseconds(String before) {
        return "current_setting('db_migrations." + before
                + "')::bigint + (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint";
    }

    @Override
    public String guard(Guard guard) {
        return """
                DO $db_migrations_guard$ BEGIN
                IF NOT pg_catalog.pg_try_advisory_lock(%d) OR NOT pg_catalog.pg_try_advisory_lock(%d) THEN
                    RAISE EXCEPTION 'db_migrations_refuses busy';
                END IF;
                IF NOT coalesce(%s, false) THEN
                    RAISE EXCEPTION 'db_migrations_refuses order';
                END IF;
                IF %s THEN
                    RAISE EXCEPTION 'db_migrations_refuses flight';
                END IF;
                END $db_migrations_guard$;
                """.formatted(
                        AdvisoryLock.key(guard.runnerLock()),
                        AdvisoryLock.key(guard.workLock()),
                        guard.inOrder(),
                        guard.inFlight());
    }

    @Override
    public String begin(Duration lockWait, Duration atMost) {
        return Budgets.begin(new LockBudget(lockWait, atMost)).replace("; ", ";\n") + ";\n";
    }

    @Override
    public String commit() {
        return "COMMIT;\n";
    }

    @Override
    public String limits(Duration lockWait, Duration atMost) {
        return Budgets.set(new LockBudget(lockWait, atMost)).replace("; ", ";\n") + ";\n";
    }

    @Override
    public String lockWait(Duration asked) {
        return asked.toMillis() + " ms";
    }

    @Override
    public String isThere(TableName table) {
        return "SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = " + names.literal(table.schema()) + " AND c.relname = "
                + names.literal(table.name()) + " AND c.relkind IN ('r', 'p')";
    }

    /** As a pattern in which nothing is one: quotes make every character stand for itself (PostgreSQL 18, psql, Patterns). */
    @Override
    public Optional<String> dumpName(TableName table, String schema) {
        return Optional.of(quoted(table.schema()) + "." + quoted(table.name()));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
