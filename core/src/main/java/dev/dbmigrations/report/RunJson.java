package dev.dbmigrations.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbmigrations.plan.Step;
import java.util.Locale;

/** A run for programs. {@code format} names the shape and its version; within a version fields are added, never changed or taken away. */
final class RunJson {
    private RunJson() {}

    static ObjectNode tree(RunReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", "db-migrations run 1");
        root.put("run", report.run());
        root.put("migration", report.plan().migration().label());
        root.put("file", report.plan().migration().path());
        root.put("server", report.server());
        root.put("strategy", report.plan().strategy().word());
        root.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        root.put("started", report.started().toString());
        root.put("latest", report.latest().toString());
        root.put("milliseconds", report.worked().toMillis());
        ArrayNode steps = root.putArray("steps");
        report.steps().forEach((step, history) -> steps.add(step(step, history)));
        return root;
    }

    private static ObjectNode step(Step step, StepHistory history) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", step.facts().id());
        node.put("title", step.facts().title());
        node.put("standing", history.standing());
        history.done().ifPresent(at -> node.put("ended", at.toString()));
        node.put("milliseconds", history.milliseconds());
        node.put("expected_milliseconds", step.facts().budget().expected().toMillis());
        node.put("rows", history.rows());
        node.put("batches", history.batches());
        node.put("differences", history.differences());
        node.put("lock_attempts", history.attempts());
        node.put("lock_wait_milliseconds", history.waited());
        ArrayNode blockers = node.putArray("blockers");
        history.blockers().forEach(blockers::add);
        ArrayNode held = node.putArray("held");
        history.holds().forEach(hold -> {
            ObjectNode one = held.addObject();
            one.put("since", hold.since().toString()).put("reason", hold.reason());
            hold.lasted().ifPresent(l -> one.put("milliseconds", l.toMillis()));
        });
        ArrayNode failures = node.putArray("failures");
        history.failures()
                .forEach(f -> failures.addObject().put("code", f.code()).put("message", f.message()));
        return node;
    }
}
