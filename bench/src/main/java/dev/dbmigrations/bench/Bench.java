package dev.dbmigrations.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The front door of the benchmarks: prints one table of figures, and keeps it in {@code bench/results}. */
final class Bench {
    private static final int USAGE = 2;

    private Bench() {}

    public static void main(String[] words) throws Exception {
        Optional<Table> table = words.length == 0 ? Optional.empty() : Table.of(words[0]);
        if (table.isEmpty()) {
            String tables = Arrays.stream(Table.values())
                    .map(known -> "  %-15s %s".formatted(known.word(), known.title()))
                    .collect(Collectors.joining("\n"));
            System.err.println(Settings.USAGE + "\n" + tables);
            System.exit(USAGE);
            return;
        }
        Path root = Path.of(System.getProperty("db-migrations.root", ".")).toRealPath();
        try {
            Settings settings = Settings.of(root, Arrays.copyOfRange(words, 1, words.length));
            Program.prepare(settings);
            table.get().measure(settings);
        } catch (IllegalArgumentException e) {
            System.err.println("unknown: " + e.getMessage() + "\n" + Settings.USAGE);
            System.exit(USAGE);
        }
    }
}
