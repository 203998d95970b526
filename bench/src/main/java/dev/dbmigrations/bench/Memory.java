package dev.dbmigrations.bench;

import dev.dbmigrations.bench.Figures.Column;
import java.util.List;

/** Whether the process needs more memory for more rows: a fiftieth of the rows, a fifth, all. */
record Memory(Settings settings, Recorder recorder) {

    static Figures figures() {
        return Figures.of("", new Column("resident at most, MB", 0));
    }

    void measure() throws Exception {
        for (long rows : List.of(settings.rows() / 50, settings.rows() / 5, settings.rows())) {
            Settings smaller = settings.withRows(rows);
            try (Arena arena = DebianPostgres.start(smaller)) {
                for (String strategy : List.of("expand-contract", "blue-green")) {
                    if (settings.wants(strategy)) {
                        String name = String.format("%s, %,d rows", strategy, rows);
                        recorder.orAbsent(name, () -> {
                            arena.restore();
                            recorder.add(name, new Program(smaller, arena, strategy).up());
                        });
                    }
                }
            }
        }
    }
}
