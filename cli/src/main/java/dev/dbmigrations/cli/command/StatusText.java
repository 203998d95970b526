package dev.dbmigrations.cli.command;

import dev.dbmigrations.Overview;
import dev.dbmigrations.Overview.Done;
import dev.dbmigrations.Overview.InFlight;
import dev.dbmigrations.Overview.Problem;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.cli.terminal.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An overview in words and as a document. */
record StatusText(Overview overview, Instant now) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    int unfinished() {
        return overview.pending().size() + overview.inFlight().size();
    }

    String lines() {
        StringBuilder text = new StringBuilder();
        int width = width();
        section(text, "applied", overview.applied().stream().map(done -> line(done, width)));
        section(text, "in flight", overview.inFlight().stream().map(run -> line(run, width)));
        section(text, "pending", overview.pending().stream().map(StatusText::name));
        section(text, "problems", overview.problems().stream().map(StatusText::line));
        return text.isEmpty() ? "\nno migration is there" : text.toString().stripTrailing();
    }

    private static void section(StringBuilder text, String heading, Stream<String> lines) {
        List<String> all = lines.toList();
        if (!all.isEmpty()) {
            text.append('\n').append(heading).append('\n');
            all.forEach(line -> text.append(line.indent(2)));
        }
    }

    private int width() {
        return Stream.of(
                        overview.applied().stream().map(Done::id),
                        overview.inFlight().stream().map(InFlight::id),
                        overview.pending().stream())
                .flatMap(ids -> ids)
                .mapToInt(id -> name(id).length())
                .max()
                .orElse(1);
    }

    private static String name(Migration.Id id) {
        return (id.label() + " " + id.description()).strip();
    }

    private static String label(Migration.Id id, int width) {
        return name(id) + " ".repeat(width - name(id).length());
    }

    private static String line(Done done, int width) {
        return "%s   %s   %s   %s"
                .formatted(
                        label(done.id(), width),
                        TIME.format(done.at()),
                        Spans.text(Duration.ofMillis(done.milliseconds())),
                        done.by());
    }

    private String line(InFlight run, int width) {
        return "%s   %s, %d of %d steps done%s\n%s"
                .formatted(
                        label(run.id(), width),
                        word(run.stage()),
                        run.steps().done(),
                        run.steps().all(),
                        run.rows().map(rows -> ", " + far(rows, run.since())).orElse(""),
                        run.current().indent(4).stripTrailing());
    }

    /** How long it takes is reckoned from the run's own pace; a run that waited for people has none. */
    private String far(Overview.Rows rows, Instant since) {
        long all = Math.max(rows.done(), rows.estimated());
        String so = "%s of %s".formatted(InWords.number(rows.done()), InWords.rows(all));
        if (rows.done() == 0 || rows.done() >= all) {
            return so;
        }
        double left = (double) (all - rows.done()) / rows.done();
        return so + ", about "
                + Spans.text(
                        Duration.ofSeconds((long) (Duration.between(since, now).toSeconds() * left))) + " left";
    }

    private static String word(Overview.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String line(Problem problem) {
        return (problem.error() ? "error    " : "warning  ") + problem.failure().what();
    }

    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                "applied", overview.applied().stream().map(StatusText::details).toList());
        details.put(
                "inFlight",
                overview.inFlight().stream().map(StatusText::details).toList());
        details.put("pending", Outcomes.ids(overview.pending()));
        details.put(
                "problems", overview.problems().stream().map(Problems::details).toList());
        return details;
    }

    private static Map<String, Object> details(Done done) {
        Map<String, Object> map = new LinkedHashMap<>(Outcomes.id(done.id()));
        map.put("at", done.at().toString());
        map.put("milliseconds", done.milliseconds());
        map.put("by", done.by());
        return map;
    }

    private static Map<String, Object> details(InFlight run) {
        Map<String, Object> map = new LinkedHashMap<>(Outcomes.id(run.id()));
        map.put("run", run.run());
        map.put("strategy", run.strategy().word());
        map.put("stage", run.stage().name());
        map.put("stepsDone", run.steps().done());
        map.put("steps", run.steps().all());
        map.put("current", run.current());
        run.rows().ifPresent(rows -> {
            map.put("rowsDone", rows.done());
            map.put("rowsEstimated", rows.estimated());
        });
        map.put("since", run.since().toString());
        return map;
    }
}
