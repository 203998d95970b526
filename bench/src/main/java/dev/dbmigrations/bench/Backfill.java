package dev.dbmigrations.bench;

import dev.dbmigrations.bench.Figures.Column;
import java.time.Instant;
import java.util.regex.Pattern;

/** How fast rows move within a table: the moving alone, without what comes before and after. */
record Backfill(Settings settings, DebianPostgres server, Recorder recorder) {
    private static final Pattern STEP = Pattern.compile("backfill");

    static Figures figures() {
        return Figures.of("pgroll's batches", new Column("rows/s", 0), new Column("seconds", 1));
    }

    void measure() throws Exception {
        for (int run = 0; run < settings.runs(); run++) {
            add("one blocking UPDATE", update());
            add("pgroll's batches", batches());
            add("db-migrations", program());
        }
    }

    private void add(String name, double seconds) {
        recorder.add(name, settings.rows() / seconds, seconds);
    }

    private double update() throws Exception {
        server.restore();
        try (Sql sql = Sql.open(server.url())) {
            sql.run("ALTER TABLE orders ADD COLUMN quantity_new bigint");
            Instant start = Instant.now();
            sql.run("UPDATE orders SET quantity_new = quantity");
            return Race.seconds(start);
        }
    }

    private double batches() throws Exception {
        server.restore();
        try (Sql sql = Sql.open(server.url())) {
            PgrollBatches.start(sql);
            Instant start = Instant.now();
            PgrollBatches.fill(sql);
            return Race.seconds(start);
        }
    }

    private double program() throws Exception {
        server.restore();
        new Program(settings, server, "expand-contract").up();
        try (Sql sql = Sql.open(server.url())) {
            return new Journal(sql).seconds(STEP);
        }
    }
}
