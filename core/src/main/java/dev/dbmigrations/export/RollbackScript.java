package dev.dbmigrations.export;

import dev.dbmigrations.database.BundledText;
import dev.dbmigrations.dialect.Bash;
import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.EventText;
import dev.dbmigrations.plan.DataCheck;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One script: what it is about, its SQL, the functions of the vendor's client, and what is the same in all of them. */
final class RollbackScript {
    private static final String SKELETON = BundledText.beside(RollbackScript.class, "rollback.sh");
    private static final Duration NOTE = Duration.ofSeconds(5);

    private final WayDown.Planned way;
    private final Surroundings around;
    private final ClientScript client;
    private final Chronicle chronicle;
    private final List<Part> parts;
    private final List<TableName> tables;
    private final Map<String, String> sql = new LinkedHashMap<>();

    private RollbackScript(WayDown.Planned way, Surroundings around) {
        this.way = way;
        this.around = around;
        this.client = around.dialect().clientScript();
        this.parts = Part.of(way.plan());
        this.tables = way.plan().basis().tables();
        this.chronicle =
                new Chronicle(way, around.home(), client, around.dialect().names(), tag(way));
    }

    static String of(WayDown.Planned way, Surroundings around) {
        return new RollbackScript(way, around).text();
    }

    /** {@code rollback_20261122153012.sh}. */
    static String name(WayDown way) {
        return "rollback_" + way.migration().version().replaceAll("[^A-Za-z0-9._-]", "_") + ".sh";
    }

    /** Another plan is another script, whose runs are not gone on with. */
    private static String tag(WayDown.Planned way) {
        String plan = EventText.of(new Event.RunStarted(way.plan(), way.checksums(), Event.Purpose.TAKE_BACK))
                .payload();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plan.getBytes(StandardCharsets.UTF_8));
            return "(" + name(way) + " " + HexFormat.of().formatHex(digest, 0, 6) + ")";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String text() {
        gather();
        return header() + facts() + words() + questions()
                + client.functions(around.home().schema()) + "\n" + SKELETON;
    }

    private String header() {
        StringBuilder out = new StringBuilder("#!/usr/bin/env bash\n");
        comment(
                out,
                name(way) + " takes back " + way.migration().label() + " ("
                        + way.migration().description() + ")");
        comment(
                out,
                "on " + way.plan().basis().server()
                        + ". Written by `db-migrations export`; MANUAL.md says how to use it.");
        comment(out, "");
        for (int i = 0; i < parts.size(); i++) {
            comment(
                    out,
                    "step " + (i + 1) + " of " + parts.size() + "  "
                            + parts.get(i).title());
        }
        way.loses().forEach(lost -> comment(out, "loses        " + lost));
        way.plan().outcome().destroys().forEach(lost -> comment(out, "destroys     " + lost));
        comment(out, "");
        comment(out, "bash " + name(way) + " --help tells the options and the exit codes:");
        ExitCodes.MEANINGS.forEach((code, meaning) -> comment(out, String.format("%5s  %s", code, meaning)));
        return out + "set -euo pipefail\n\n";
    }

    private static void comment(StringBuilder out, String text) {
        text.lines().forEach(line -> out.append(("# " + line).stripTrailing()).append('\n'));
        if (text.isEmpty()) {
            out.append("#\n");
        }
    }

    private String facts() {
        String destroys = String.join("; ", way.plan().outcome().destroys());
        return constant("SCRIPT", name(way))
                + constant("LABEL", way.migration().label())
                + constant("DESCRIPTION", way.migration().description())
                + constant("VERSION", way.migration().version())
                + constant("CHECKSUM", way.checksums().normalised())
                + constant("TAG", tag(way))
                + constant("DESTROYS", destroys)
                + constant("MANY_ROWS", manyRows())
                + constant(
                        "LOCK_PATIENCE",
                        Long.toString(Math.max(1, around.lockPatience().toSeconds())))
                + constant("PARTS", Integer.toString(parts.size()))
                + constant("CHECKS", Integer.toString(way.plan().checks().size()))
                + "readonly TABLES=("
                + tables.stream()
                        .map(t -> client.dumpName(t, around.home().schema()).orElseThrow())
                        .map(Bash::quoted)
                        .collect(Collectors.joining(" "))
                + ")\n";
    }

    private static String constant(String name, String value) {
        return "readonly " + name + "=" + Bash.quoted(value) + "\n";
    }

    /** What is moved in batches by the program is changed by one statement here. */
    private String manyRows() {
        return way.plan()
                .steps()
                .filter(Step.MoveRows.class::isInstance)
                .map(Step.MoveRows.class::cast)
                .map(rows -> rows.facts().title() + " locks all rows of "
                        + rows.work().driver() + " that it changes")
                .collect(Collectors.joining("; "));
    }

    private String words() {
        Map<String, String> titles = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        Map<String, String> waits = new LinkedHashMap<>();
        Map<String, String> conditions = new LinkedHashMap<>();
        Map<String, String> repairs = new LinkedHashMap<>();
        for (int i = 1; i <= parts.size(); i++) {
            Part part = parts.get(i - 1);
            titles.put(String.valueOf(i), part.title());
            kinds.put(String.valueOf(i), part.kind().word());
            waits.put(String.valueOf(i), client.lockWait(part.lockWait()));
            for (Step step : part.steps()) {
                if (step instanceof Step.Prove proof) {
                    repairs.put("proof-" + i, proof.check().repair());
                }
            }
        }
        List<DataCheck> checks = way.plan().checks();
        for (int i = 1; i <= checks.size(); i++) {
            conditions.put(String.valueOf(i), checks.get(i - 1).condition());
            repairs.put(String.valueOf(i), checks.get(i - 1).repair());
        }
        return function("title", titles)
                + function("kind", kinds)
                + function("lock_wait", waits)
                + function("condition", conditions)
                + function("repair", repairs);
    }

    private static String function(String name, Map<String, String> answers) {
        StringBuilder out = new StringBuilder("\n" + name + "() {\n    case $1 in\n");
        answers.forEach((key, text) -> out.append("        " + key + ") printf '%s' " + Bash.quoted(text) + " ;;\n"));
        return out + "        *) ;;\n    esac\n}\n";
    }

    private String questions() {
        StringBuilder out = new StringBuilder("\n# The SQL, by name.\nsql() {\n    case $1 in\n");
        sql.forEach((name, text) ->
                out.append(name + ")\n").append(Bash.document(text)).append(";;\n"));
        return out + "*) ;;\n    esac\n}\n";
    }

    private void gather() {
        sql.put("applied", chronicle.isApplied());
        sql.put("look", chronicle.look());
        sql.put("guard", chronicle.guard());
        for (int i = 1; i <= tables.size(); i++) {
            sql.put("there-" + i, client.statement(client.isThere(tables.get(i - 1))));
        }
        for (int i = 1; i <= way.plan().checks().size(); i++) {
            sql.put("check-" + i, question(way.plan().checks().get(i - 1)));
        }
        boolean atOnce = parts.size() == 1 && parts.getFirst().kind() == Part.Kind.TOGETHER;
        if (!atOnce) {
            sql.put("begin", noted(chronicle.begun()));
        }
        for (int i = 1; i <= parts.size(); i++) {
            gather(i, parts.get(i - 1), atOnce);
        }
    }

    /** What it is prepared with goes with the transaction of the question. */
    private String question(DataCheck check) {
        String count = client.statement(check.countSql());
        return check.manner().preparation().isEmpty()
                ? count
                : client.begin(Duration.ZERO, Duration.ZERO)
                        + statements(check.manner().preparation())
                        + count
                        + client.statement("ROLLBACK");
    }

    private void gather(int number, Part part, boolean atOnce) {
        part.steps().stream()
                .reduce((first, second) -> second)
                .ifPresent(last -> sql.put("done-" + number, chronicle.isRecorded(last, "StepDone")));
        String ending = part.steps().stream().map(chronicle::stepDone).collect(Collectors.joining())
                + (number == parts.size() ? chronicle.completed() : "");
        String settings = statements(part.settings());
        switch (part.kind()) {
            case TOGETHER ->
                sql.put(
                        "work-" + number,
                        chronicle.guard()
                                + settings
                                + client.begin(part.lockWait(), part.atMost())
                                + (atOnce ? chronicle.begun() : "")
                                + statements(part.statements())
                                + ending
                                + client.commit());
            case PROOF -> {
                sql.put("work-" + number, statements(part.statements()));
                sql.put("record-" + number, noted(ending));
            }
            case ALONE -> {
                Step step = part.steps().getFirst();
                sql.put("begun-" + number, chronicle.isRecorded(step, "StepStarted"));
                sql.put("start-" + number, noted(chronicle.stepBegun(step)));
                sql.put("limits-" + number, settings + client.limits(part.lockWait(), part.atMost()));
                sql.put("work-" + number, statements(part.statements()));
                sql.put("record-" + number, noted(ending));
                putEvidence(number, (Step.RunAlone) step);
            }
        }
    }

    private void putEvidence(int number, Step.RunAlone step) {
        if (step.facts().done() instanceof Probe.Ask ask) {
            sql.put("shows-" + number, client.statement(ask.query()));
        }
        step.leftover().ifPresent(leftover -> {
            sql.put("leftover-" + number, client.statement(leftover.isThere()));
            sql.put("cleanup-" + number, client.statement(leftover.cleanUp()));
        });
    }

    /** Words about a step, in a transaction of their own. */
    private String noted(String entries) {
        return chronicle.guard() + client.begin(NOTE, Duration.ZERO) + entries + client.commit();
    }

    private String statements(List<String> some) {
        return some.stream().map(client::statement).collect(Collectors.joining());
    }
}
