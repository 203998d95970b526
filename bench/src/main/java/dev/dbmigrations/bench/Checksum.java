package dev.dbmigrations.bench;

import dev.dbmigrations.bench.Figures.Column;
import java.util.regex.Pattern;

/** How much faster two tables are compared than one was copied into the other, by the program's own clock. */
record Checksum(Settings settings, Arena arena, Recorder recorder) {
    private static final Pattern COPY = Pattern.compile("copy|backfill");
    private static final Pattern COMPARE = Pattern.compile("compare|verify");

    static Figures figures() {
        return Figures.of(
                "",
                new Column("copied rows/s", 0),
                new Column("compared rows/s", 0),
                new Column("compared ÷ copied", 1));
    }

    void measure() throws Exception {
        for (int run = 0; run < settings.runs(); run++) {
            recorder.orAbsent(arena.title(), this::measureOnce);
        }
    }

    private void measureOnce() throws Exception {
        arena.restore();
        new Program(settings, arena, "blue-green").up();
        try (Sql sql = Sql.open(arena.url())) {
            Journal journal = new Journal(sql);
            double copied = settings.rows() / journal.seconds(COPY);
            double compared = settings.rows() / journal.seconds(COMPARE);
            recorder.add(arena.title(), copied, compared, compared / copied);
        }
    }
}
