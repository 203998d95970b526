package dev.dbmigrations.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who competes on PostgreSQL. */
record PostgresContestants(Settings settings, DebianPostgres server) {
    private static final long LOOP_BATCH = 10_000;

    List<Contestant> all() {
        List<Contestant> all = new ArrayList<>(List.of(
                Contestant.of("blocking ALTER TABLE", this::alter),
                Contestant.of("INSERT … SELECT + indexes", this::copy),
                Contestant.of("loop of 10,000 rows", this::loop),
                repack(),
                Contestant.of("pgroll's batches", () -> new PgrollBatches(server.url()).migrate())));
        all.addAll(Program.contestants(settings, server));
        return all;
    }

    private void alter() throws SQLException {
        try (Sql sql = Sql.open(server.url())) {
            sql.run(server.migration());
        }
    }

    /** By hand: writers are kept out, for what they write would be lost. */
    private void copy() throws SQLException {
        try (Sql sql = Sql.open(server.url())) {
            sql.together(
                    "LOCK TABLE orders IN SHARE MODE",
                    "CREATE TABLE orders_new (LIKE orders INCLUDING DEFAULTS INCLUDING IDENTITY)",
                    "ALTER TABLE orders_new ALTER COLUMN quantity TYPE bigint",
                    "INSERT INTO orders_new SELECT * FROM orders",
                    "ALTER TABLE orders_new ADD CONSTRAINT orders_new_pkey PRIMARY KEY (id)",
                    "CREATE INDEX orders_new_customer_idx ON orders_new (customer)",
                    "CREATE INDEX orders_new_created_idx ON orders_new (created)",
                    "SELECT setval(pg_get_serial_sequence('orders_new', 'id'), max(id)) FROM orders_new",
                    "DROP TABLE orders",
                    "ALTER TABLE orders_new RENAME TO orders");
            sql.run("ANALYZE orders");
        }
    }

    /** By hand: a second column, kept in step by a trigger, filled by key ranges. */
    private void loop() throws SQLException {
        try (Sql sql = Sql.open(server.url())) {
            sql.together("ALTER TABLE orders ADD COLUMN quantity_new bigint", """
                    CREATE FUNCTION keep_quantity() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN NEW.quantity_new := NEW.quantity; RETURN NEW; END $$""", """
                    CREATE TRIGGER keep_quantity BEFORE INSERT OR UPDATE ON orders
                    FOR EACH ROW EXECUTE FUNCTION keep_quantity()""");
            long last = (long) sql.number("SELECT max(id) FROM orders");
            for (long from = 0; from < last; from += LOOP_BATCH) {
                sql.run("UPDATE orders SET quantity_new = quantity WHERE id > " + from + " AND id <= "
                        + (from + LOOP_BATCH));
            }
            swap(sql, "quantity_new", "DROP TRIGGER keep_quantity ON orders", "DROP FUNCTION keep_quantity");
        }
    }

    /** The new column takes the old one's name, behind a constraint that proves it full. */
    static void swap(Sql sql, String column, String... first) throws SQLException {
        sql.run("ALTER TABLE orders ADD CONSTRAINT filled CHECK (" + column + " IS NOT NULL) NOT VALID");
        sql.run("ALTER TABLE orders VALIDATE CONSTRAINT filled");
        String[] statements = {
            "ALTER TABLE orders ALTER COLUMN " + column + " SET NOT NULL",
            "ALTER TABLE orders DROP CONSTRAINT filled",
            "ALTER TABLE orders DROP COLUMN quantity",
            "ALTER TABLE orders RENAME COLUMN " + column + " TO quantity"
        };
        sql.together(
                Stream.concat(Arrays.stream(first), Arrays.stream(statements)).toArray(String[]::new));
    }

    /** Rebuilds the table as it is: it cannot change a type, and shows what a rebuild costs there. */
    private Contestant repack() {
        String library = settings.postgres().resolve("pg_repack").toString();
        Contestant repack = Contestant.of("pg_repack (rebuild only)", () -> {
                    try (Sql sql = Sql.open(server.url())) {
                        sql.run("CREATE EXTENSION pg_repack");
                    }
                    Path output = server.folder().resolve("pg_repack.out");
                    String port = Integer.toString(server.port());
                    Shell.run(
                            output,
                            List.of(
                                    library,
                                    "-h",
                                    "127.0.0.1",
                                    "-p",
                                    port,
                                    "-U",
                                    "postgres",
                                    "-d",
                                    "bench",
                                    "-t",
                                    "orders",
                                    "-n"));
                })
                .leaving("integer");
        return Files.isExecutable(Path.of(library)) ? repack : repack.absent("not installed: bench/install-peers.sh");
    }
}
