package dev.dbmigrations.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.StatementAnalysis;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.plan.Choice;
import dev.dbmigrations.plan.Cost;
import dev.dbmigrations.plan.Phase;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.WayBack;
import dev.dbmigrations.report.AnalysisReport.Entry;
import java.util.Collection;
import java.util.List;

/**
 * Reports for programs. {@code format} names the shape and its version; within a version fields are added, never changed
 * or taken away.
 */
public final class JsonReport {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonReport() {}

    public static String of(AnalysisReport report) {
        return tree(report).toPrettyString() + "\n";
    }

    public static String of(Plan plan) {
        return tree(plan).toPrettyString() + "\n";
    }

    /** The same as a tree, to be put into a larger document. */
    public static ObjectNode tree(AnalysisReport report) {
        ObjectNode root = NODES.objectNode();
        root.put("format", "db-migrations analysis 1");
        root.put("server", report.server());
        root.put("source", report.isOffline() ? "files" : "server");
        root.put("strategy", report.strategy().word());
        ArrayNode migrations = root.putArray("migrations");
        StatementSection told = new StatementSection(report.basis().replication());
        report.entries().forEach(e -> migrations.add(entry(e, told)));
        strings(root, "next", report.nextCommands());
        strings(root, "not_covered", Completeness.of(report));
        ArrayNode watches = root.putArray("watch");
        report.basis()
                .watches()
                .forEach(w -> watches.addObject().put("what", w.what()).put("query", w.query()));
        return root;
    }

    private static ObjectNode entry(Entry entry, StatementSection told) {
        ObjectNode node = NODES.objectNode();
        node.put("migration", entry.label());
        node.put("file", entry.analysis().migration().id().path());
        ArrayNode changes = node.putArray("changes");
        ChangeText.byObject(entry.analysis().migration())
                .forEach((object, words) -> strings(changes.addObject().put("object", object), "changes", words));
        ArrayNode statements = node.putArray("statements");
        entry.analysis().statements().forEach(s -> statements.add(statement(s, told)));
        ArrayNode findings = node.putArray("findings");
        entry.analysis().findings().forEach(f -> findings.add(finding(f)));
        ObjectNode advice = node.putObject("recommendation");
        advice.put("strategy", entry.recommendation().strategy().word());
        advice.put("confidence", entry.recommendation().confidence().word());
        strings(advice, "reasons", entry.recommendation().reasons());
        ArrayNode actions = node.putArray("actions");
        for (ActionItem action : entry.actions()) {
            actions.addObject()
                    .put("priority", action.priority().name())
                    .put("place", action.place())
                    .put("what", action.what())
                    .put("rule", action.rule());
        }
        entry.plan().ifPresent(plan -> node.set("plan", tree(plan)));
        return node;
    }

    private static ObjectNode statement(StatementAnalysis analysis, StatementSection told) {
        ObjectNode node = NODES.objectNode();
        node.put("line", analysis.statement().position().line());
        node.put("sql", analysis.statement().text());
        locks(node, analysis.impact().locks());
        node.put("work", analysis.impact().work().name());
        analysis.table().ifPresent(t -> {
            node.put("table", t.name().toString());
            node.put("rows", t.size().rows());
            node.put("bytes", t.size().bytes());
        });
        DurationEstimate time = analysis.time();
        node.put("milliseconds_low", time.low().toMillis());
        node.put("milliseconds_high", time.high().toMillis());
        node.put("time_basis", time.basis().words());
        node.put("certainty", analysis.certainty().name());
        node.put("disk", StatementSection.room(analysis));
        node.put("replicas", told.replicas(analysis));
        return node;
    }

    private static void locks(ObjectNode node, Collection<Lock> locks) {
        ArrayNode all = node.putArray("locks");
        for (Lock lock : locks) {
            all.addObject()
                    .put("relation", lock.table().toString())
                    .put("mode", lock.mode())
                    .put("blocks", lock.blocks().words());
        }
    }

    static ObjectNode finding(Finding finding) {
        ObjectNode node = NODES.objectNode();
        node.put("rule", finding.rule());
        node.put("severity", finding.severity().word());
        node.put("file", finding.place().position().file());
        node.put("line", finding.place().position().line());
        node.put("column", finding.place().position().column());
        node.put("length", finding.place().length());
        if (finding.message().table() != null) {
            node.put("table", finding.message().table().toString());
        }
        node.put("harm", finding.message().harm());
        node.put("instead", finding.message().instead());
        if (!finding.isActive()) {
            node.put("accepted_because", finding.waivedBecause());
        }
        return node;
    }

    /** A plan as a tree, to be put into a larger document. */
    public static ObjectNode tree(Plan plan) {
        ObjectNode root = NODES.objectNode();
        root.put("format", "db-migrations plan 1");
        root.put("migration", plan.migration().label());
        root.put("file", plan.migration().path());
        root.put("server", plan.basis().server());
        root.put("strategy", plan.strategy().word());
        ArrayNode choices = root.putArray("choices");
        plan.choices().forEach(choice -> choices.add(choice(choice)));
        ArrayNode checks = root.putArray("checks");
        plan.checks()
                .forEach(check -> checks.addObject()
                        .put("condition", check.condition())
                        .put("query", check.countSql())
                        .put("repair", check.repair()));
        ArrayNode phases = root.putArray("phases");
        for (Phase phase : plan.phases()) {
            ObjectNode node = phases.addObject();
            node.put("phase", phase.kind().word());
            if (phase.isGated()) {
                node.put("gate", phase.gate());
            }
            ArrayNode steps = node.putArray("steps");
            phase.steps().forEach(s -> steps.add(step(s)));
        }
        wayBack(root.putObject("way_back"), plan.outcome().wayBack());
        strings(root, "destroys", plan.outcome().destroys());
        strings(root, "notes", plan.outcome().notes());
        ArrayNode settings = root.putArray("settings");
        PlanSections.settings(plan)
                .forEach(s -> settings.addObject().put("setting", s.text()).put("effect", s.effect()));
        return root;
    }

    private static void wayBack(ObjectNode node, WayBack wayBack) {
        switch (wayBack) {
            case WayBack.Derived derived -> {
                node.put("kind", "derived");
                strings(node, "sql", derived.statements());
                strings(node, "loses", derived.loses());
            }
            case WayBack.Written ignored -> node.put("kind", "written");
            case WayBack.None none -> {
                node.put("kind", "none");
                strings(node, "because", none.because());
            }
        }
    }

    private static ObjectNode choice(Choice choice) {
        ObjectNode node = NODES.objectNode();
        node.put("table", choice.table().toString());
        node.put("rows", choice.size().rows());
        node.put("bytes", choice.size().bytes() + choice.size().indexBytes());
        choice.free().ifPresent(free -> node.put("free_bytes", free));
        node.put("chosen", choice.chosen().word());
        node.put("because", choice.because());
        ArrayNode costs = node.putArray("costs");
        for (Cost cost : choice.costs()) {
            costs.addObject()
                    .put("strategy", cost.strategy().word())
                    .put("milliseconds_low", cost.time().low().toMillis())
                    .put("milliseconds_high", cost.time().high().toMillis())
                    .put("time_basis", cost.time().basis().words())
                    .put("clients", cost.clients())
                    .put("disk_bytes", cost.room().disk())
                    .put("log_bytes", cost.room().log())
                    .put("dead_bytes", cost.room().dead())
                    .put("obstacle", cost.obstacle());
        }
        return node;
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = NODES.objectNode();
        node.put("id", step.facts().id());
        node.put("title", step.facts().title());
        node.put("origin", step.facts().origin());
        strings(node, "sql", StepText.statements(step));
        locks(node, step.facts().impact().locks());
        node.put("how", step.facts().budget().envelope().name());
        node.put("lock_wait_milliseconds", step.facts().budget().lockWait().toMillis());
        node.put("expected_milliseconds", step.facts().budget().expected().toMillis());
        DurationEstimate time = step.facts().budget().range();
        node.put("milliseconds_low", time.low().toMillis());
        node.put("milliseconds_high", time.high().toMillis());
        node.put("time_basis", time.basis().words());
        node.put("undo", StepText.undo(step.facts().undo()));
        node.put("done_if", StepText.done(step.facts().done()));
        return node;
    }

    private static void strings(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }
}
