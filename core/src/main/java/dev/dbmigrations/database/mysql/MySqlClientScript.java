package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.BundledText;
import dev.dbmigrations.dialect.Bash;
import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.time.Duration;
import java.util.Optional;

/** Work for mysql or mariadb, and for mysqldump or mariadb-dump. */
final class MySqlClientScript implements ClientScript {

    /** A semicolon does not end a statement for the client: some of ours are several for the server, and triggers hold some. */
    private static final String END = ";;";

    private final Names names;

    MySqlClientScript(Names names) {
        this.names = names;
    }

    @Override
    public String functions(String schema) {
        return "\nreadonly DATABASE=" + Bash.quoted(schema) + "\n"
                + BundledText.beside(MySqlClientScript.class, "client.sh");
    }

    @Override
    public String programs() {
        return "`mariadb` or `mysql`, and `mariadb-dump` or `mysqldump` for the dump; Debian's package is `mariadb-client`";
    }

    @Override
    public String variables() {
        return "`DATABASE_URL`, or `MYSQL_HOST`, `MYSQL_TCP_PORT`, `MYSQL_USER`, `MYSQL_PWD`, `MYSQL_DEFAULTS_FILE`, and"
                + " `~/.my.cnf`.";
    }

    @Override
    public Optional<String> obstacle(String sql) {
        return sql.contains(END)
                ? Optional.of("a statement holds \"" + END + "\", by which the client program would cut it in two")
                : Optional.empty();
    }

    @Override
    public String statement(String sql) {
        String last = sql.substring(sql.lastIndexOf('\n') + 1);
        boolean open = last.contains("--") || last.contains("#") || last.endsWith(";");
        return sql + (open ? "\n" : "") + END + "\n";
    }

    @Override
    public String value(Value value) {
        return switch (value) {
            case RUN -> "@db_migrations_run";
            case WHO -> "@db_migrations_who";
            case STEP_MILLISECONDS -> milliseconds();
            case ALL_MILLISECONDS -> "@db_migrations_worked + " + milliseconds();
        };
    }

    private static String milliseconds() {
        return "@db_migrations_elapsed + timestampdiff(MICROSECOND, @db_migrations_begun, now(6)) DIV 1000";
    }

    /** There is no statement that fails on purpose outside of programs but one that cannot be prepared. */
    @Override
    public String guard(Guard guard) {
        return statement("SET @db_migrations_guard = CASE"
                        + "\n    WHEN coalesce(GET_LOCK(" + lock(guard.runnerLock())
                        + ", 0), 0) <> 1 THEN 'db_migrations_refuses busy'"
                        + "\n    WHEN coalesce(GET_LOCK(" + lock(guard.workLock())
                        + ", 0), 0) <> 1 THEN 'db_migrations_refuses busy'"
                        + "\n    WHEN NOT coalesce(" + guard.inOrder() + ", 0) THEN 'db_migrations_refuses order'"
                        + "\n    WHEN " + guard.inFlight() + " THEN 'db_migrations_refuses flight'"
                        + "\n    ELSE 'DO 0' END")
                + statement("PREPARE db_migrations_guard FROM @db_migrations_guard")
                + statement("EXECUTE db_migrations_guard")
                + statement("DEALLOCATE PREPARE db_migrations_guard");
    }

    private String lock(String name) {
        return names.literal(UserLock.name(name));
    }

    @Override
    public String begin(Duration lockWait, Duration atMost) {
        return limits(lockWait, atMost) + statement("START TRANSACTION");
    }

    @Override
    public String commit() {
        return statement("COMMIT");
    }

    /** Of a statement's time these servers limit only that of queries. */
    @Override
    public String limits(Duration lockWait, Duration atMost) {
        return statement("SET SESSION lock_wait_timeout = " + seconds(lockWait, 31_536_000)
                + ", innodb_lock_wait_timeout = " + seconds(lockWait, 50));
    }

    @Override
    public String lockWait(Duration asked) {
        return seconds(asked, 31_536_000) + " s";
    }

    private static long seconds(Duration limit, long unlimited) {
        return limit.isZero() ? unlimited : Math.max(1, (limit.toMillis() + 999) / 1000);
    }

    @Override
    public String isThere(TableName table) {
        return "SELECT count(*) FROM information_schema.tables WHERE table_schema = "
                + (table.isQualified() ? names.literal(table.schema()) : "database()") + " AND table_name = "
                + names.literal(table.name()) + " AND table_type = 'BASE TABLE'";
    }

    @Override
    public Optional<String> dumpName(TableName table, String schema) {
        boolean here = !table.isQualified() || table.schema().equals(schema);
        return here ? Optional.of(table.name()) : Optional.empty();
    }
}
