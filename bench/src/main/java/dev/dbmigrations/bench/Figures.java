package dev.dbmigrations.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of figures: what each contestant did in each run, as CSV, and the medians of the runs as Markdown.
 *
 * @param columns what is measured; the first is compared
 * @param base the contestant that the others are compared with
 */
record Figures(List<Column> columns, String base, Map<String, List<double[]>> measured, Map<String, String> absent) {

    /** What is measured, with its unit. */
    record Column(String title, int decimals) {

        private String text(double value) {
            return String.format(Locale.ROOT, "%,." + decimals + "f", value);
        }
    }

    static Figures of(String base, Column... columns) {
        return new Figures(List.of(columns), base, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** One run; one value for each column. */
    void add(String contestant, double... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        measured.computeIfAbsent(contestant, name -> new ArrayList<>()).add(values);
    }

    void addAbsent(String contestant, String why) {
        absent.put(contestant, why);
    }

    String csv() {
        StringBuilder text = new StringBuilder("contestant,run");
        columns.forEach(column -> text.append(',').append(quoted(column.title())));
        measured.forEach((name, runs) -> {
            for (int run = 0; run < runs.size(); run++) {
                text.append('\n').append(quoted(name)).append(',').append(run + 1);
                for (double value : runs.get(run)) {
                    text.append(',').append(String.format(Locale.ROOT, "%.3f", value));
                }
            }
        });
        return text.append('\n').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| |");
        StringBuilder line = new StringBuilder("\n|---|");
        columns.forEach(column -> text.append(' ').append(column.title()).append(" |"));
        columns.forEach(column -> line.append("---:|"));
        boolean compared = measured.containsKey(base);
        if (compared) {
            text.append(" ÷ ").append(base).append(" |");
            line.append("---:|");
        }
        text.append(line).append('\n');
        measured.forEach((name, runs) -> {
            text.append("| ").append(name).append(" |");
            for (int i = 0; i < columns.size(); i++) {
                text.append(' ').append(columns.get(i).text(median(name, i))).append(" |");
            }
            if (compared) {
                String ratio = String.format(Locale.ROOT, "%.2f", median(name, 0) / median(base, 0));
                text.append(' ').append(ratio).append(" |");
            }
            text.append('\n');
        });
        absent.forEach((name, why) ->
                text.append("| ").append(name).append(" | ").append(why).append(" |\n"));
        return text.toString();
    }

    private double median(String contestant, int column) {
        double[] sorted = measured.getOrDefault(contestant, List.of()).stream()
                .mapToDouble(values -> values[column])
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Again after each run, so that what has been measured is not lost with what has not. */
    void write(Path folder, String name, String facts) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".csv"), csv());
            Files.writeString(folder.resolve(name + ".md"), facts + "\n\n" + markdown());
        } catch (IOException e) {
            throw new IllegalStateException("figures cannot be written to " + folder, e);
        }
    }
}
