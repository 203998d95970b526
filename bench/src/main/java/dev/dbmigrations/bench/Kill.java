package dev.dbmigrations.bench;

import dev.dbmigrations.bench.Figures.Column;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** How much work is done again after the process was killed in the middle of moving rows. */
record Kill(Settings settings, Arena arena, Recorder recorder) {
    private static final Pattern MOVING = Pattern.compile("copy|backfill");

    static Figures figures() {
        return Figures.of(
                "",
                new Column("seconds repeated", 1),
                new Column("uninterrupted", 1),
                new Column("before the kill", 1),
                new Column("after it", 1),
                new Column("rows moved twice", 0));
    }

    void measure() throws Exception {
        for (int run = 0; run < settings.runs(); run++) {
            for (String strategy : List.of("expand-contract", "blue-green")) {
                if (settings.wants(strategy)) {
                    String name = arena.title() + ", " + strategy;
                    recorder.orAbsent(name, () -> measure(new Program(settings, arena, strategy), name));
                }
            }
        }
    }

    private void measure(Program program, String name) throws Exception {
        arena.restore();
        Instant start = Instant.now();
        program.up();
        double uninterrupted = Race.seconds(start);
        long rowsOnce = moved();

        arena.restore();
        start = Instant.now();
        Program.Started first = program.start();
        awaitHalf(first);
        first.process().destroyForcibly().waitFor();
        double before = Race.seconds(start);
        start = Instant.now();
        program.again(first.project()).end();
        double after = Race.seconds(start);
        recorder.add(name, before + after - uninterrupted, uninterrupted, before, after, (double) moved() - rowsOnce);
    }

    private long moved() throws SQLException {
        try (Sql sql = Sql.open(arena.url())) {
            return new Journal(sql).rows(MOVING);
        }
    }

    private void awaitHalf(Program.Started started) throws Exception {
        try (Sql sql = Sql.open(arena.url())) {
            while (movedSoFar(new Journal(sql)) < settings.rows() / 2) {
                if (!started.process().isAlive()) {
                    throw new IllegalStateException("it ended before half of the rows were moved");
                }
                Thread.sleep(100);
            }
        }
    }

    /** Before its first step the program has no journal. */
    private static long movedSoFar(Journal journal) {
        try {
            return journal.rows(MOVING);
        } catch (SQLException e) {
            return 0;
        }
    }
}
