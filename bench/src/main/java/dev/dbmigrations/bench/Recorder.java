package dev.dbmigrations.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where figures go as they come: to the screen, and to files that hold the whole table so far. */
record Recorder(Path folder, String name, List<String> facts, Figures figures) {

    static Recorder of(Settings settings, Table table, String server, Figures figures) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        var machine = ManagementFactory.getOperatingSystemMXBean();
        String facts = String.format(
                Locale.ROOT,
                "%s: %s, %,d rows, %d cores; medians of %d; load average %.1f at the start, %s",
                table.title(),
                server,
                settings.rows(),
                machine.getAvailableProcessors(),
                settings.runs(),
                machine.getSystemLoadAverage(),
                now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")));
        String name = table.word() + "-" + now.format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return new Recorder(
                settings.root().resolve("bench").resolve("results"), name, new ArrayList<>(List.of(facts)), figures);
    }

    void add(String contestant, double... values) {
        figures.add(contestant, values);
        say(contestant + ": "
                + Arrays.stream(values).mapToObj("%.1f"::formatted).collect(Collectors.joining(", ")));
        write();
    }

    /** Runs it; if it cannot run here or fails, the table says so, and the others go on. */
    void orAbsent(String contestant, Contestant.Work work) throws InterruptedException {
        try {
            work.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (NotHere e) {
            absent(contestant, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            say(contestant + " failed: " + e.getMessage());
            absent(contestant, "failed");
        }
    }

    void absent(String contestant, String why) {
        figures.addAbsent(contestant, why);
        write();
    }

    /** Something without which the figures say little. */
    void fact(String sentence) {
        facts.add(sentence);
        say(sentence);
    }

    private static void say(String sentence) {
        System.err.println(sentence);
    }

    private void write() {
        figures.write(folder, name, String.join("; ", facts));
    }

    /** The whole table, for people. */
    void print() {
        System.out.println(String.join("; ", facts) + "\n\n" + figures.markdown());
    }
}
