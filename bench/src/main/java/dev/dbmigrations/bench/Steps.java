package dev.dbmigrations.bench;

import dev.dbmigrations.bench.Figures.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the program's time goes: each step of its plan, by its own clock. */
record Steps(Settings settings, Arena arena, Recorder recorder) {
    private static final Pattern ANY = Pattern.compile("");

    static Figures figures() {
        return Figures.of("", new Column("seconds", 2), new Column("% of the run", 0));
    }

    void measure() throws Exception {
        for (int run = 0; run < settings.runs(); run++) {
            for (String strategy : List.of("expand-contract", "blue-green")) {
                if (settings.wants(strategy)) {
                    recorder.orAbsent(strategy, () -> measure(strategy));
                }
            }
        }
    }

    private void measure(String strategy) throws Exception {
        arena.restore();
        Instant start = Instant.now();
        new Program(settings, arena, strategy).up();
        double whole = Race.seconds(start);
        try (Sql sql = Sql.open(arena.url())) {
            Journal journal = new Journal(sql);
            for (Map.Entry<String, Double> step : journal.secondsOfEach().entrySet()) {
                add(strategy, step.getKey(), step.getValue(), whole);
            }
            add(strategy, "all else: starting, planning, waiting", whole - journal.seconds(ANY), whole);
        }
    }

    private void add(String strategy, String step, double seconds, double whole) {
        recorder.add(strategy + ": " + step, seconds, 100 * seconds / whole);
    }
}
