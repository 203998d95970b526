package dev.dbmigrations.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The foreground on PostgreSQL: pgbench with scripts of its own. */
final class PgbenchLoad implements Foreground {
    private static final Pattern THROUGHPUT = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern ABORTED = Pattern.compile("client \\d+ (script \\d+ )?aborted");
    private static final Pattern LAG = Pattern.compile("lag ([0-9.]+) ms");
    private static final int CAPACITY_SECONDS = 10;
    /** Longer than any contestant. */
    private static final int FOREVER = 1_000_000;

    private final Path folder;
    private final List<String> command;
    private final String url;

    /** The folder is for scripts and logs, the address as libpq takes it. */
    PgbenchLoad(Path program, Path folder, String url, long rows) throws IOException {
        this.folder = folder;
        this.url = url;
        this.command = new ArrayList<>(List.of(program.toString(), "-n", "-c", "" + CLIENTS, "-j", "2"));
        String id = "\\set id random(1, " + rows + ")\n";
        script("read", 12, id + "SELECT id, customer, quantity, note FROM orders WHERE id = :id;");
        script("update", 6, id + "UPDATE orders SET quantity = quantity + 1 WHERE id = :id;");
        script(
                "insert",
                1,
                id + "INSERT INTO orders (customer, quantity, note, created) VALUES (:id % 50000, 1, 'new', now());");
        script("delete", 1, id + "DELETE FROM orders WHERE id = :id;");
    }

    private void script(String name, int weight, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".pgbench"), text);
        command.add("-f");
        command.add(file + "@" + weight);
    }

    @Override
    public double capacity() throws Exception {
        Path output = folder.resolve("capacity.out");
        Shell.run(output, with("-T", "" + CAPACITY_SECONDS));
        Matcher found = THROUGHPUT.matcher(Files.readString(output));
        if (!found.find()) {
            throw new IOException("pgbench printed no throughput: " + Files.readString(output));
        }
        return Double.parseDouble(found.group(1));
    }

    @Override
    public Running start(double rate) throws IOException {
        Path logs = Files.createTempDirectory(folder, "log");
        Path output = logs.resolve("output");
        String paced = String.format(Locale.ROOT, "%.1f", rate);
        List<String> words =
                with("-T", "" + FOREVER, "-R", paced, "-P", "1", "-l", "--log-prefix=" + logs.resolve("statements"));
        return new Clients(Shell.start(output, words), logs, output);
    }

    /** {@code client number latency script seconds microseconds lag}; the latency includes the lag (PostgreSQL 15). */
    static void read(String line, Latencies into) {
        String[] words = line.split(" ");
        if (words[2].equals("failed")) {
            into.addError();
            return;
        }
        long end = Long.parseLong(words[4]) * 1_000_000 + Long.parseLong(words[5]);
        long took = Long.parseLong(words[2]);
        into.add(end - took, took);
    }

    /** The address stands last: what psql calls {@code -d} makes pgbench tell of every statement before version 17. */
    private List<String> with(String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        all.add(url);
        return all;
    }

    private static final int LAST_LINES = 16 << 10;

    private record Clients(Process process, Path logs, Path output) implements Running {

        @Override
        public double lag() throws IOException {
            Matcher lines = LAG.matcher(end(output));
            double last = Double.POSITIVE_INFINITY;
            while (lines.find()) {
                last = Double.parseDouble(lines.group(1));
            }
            return last;
        }

        /** Where a statement is refused again and again, pgbench says so each time. */
        private static String end(Path file) throws IOException {
            try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "r")) {
                output.seek(Math.max(0, output.length() - LAST_LINES));
                byte[] bytes = new byte[(int) (output.length() - output.getFilePointer())];
                output.readFully(bytes);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }

        /** Its own timer's signal makes pgbench end as if its time were over, with all that it has logged. */
        @Override
        public Latencies stop() throws Exception {
            if (process.isAlive()) {
                Shell.run(logs.resolve("kill"), List.of("kill", "-ALRM", "" + process.pid()));
            }
            process.waitFor();
            Latencies latencies = new Latencies();
            try (var lines = Files.lines(output)) {
                latencies.addErrors(
                        (int) lines.filter(line -> ABORTED.matcher(line).find()).count());
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "statements*")) {
                for (Path file : files) {
                    try (var lines = Files.lines(file)) {
                        lines.forEach(line -> read(line, latencies));
                    }
                }
            }
            return latencies;
        }
    }
}
