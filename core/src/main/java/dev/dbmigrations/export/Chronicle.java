package dev.dbmigrations.export;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.dialect.ClientScript.Value;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.history.EventText;
import dev.dbmigrations.history.Home;
import dev.dbmigrations.plan.Step;
import java.util.function.LongFunction;

/**
 * What a script asks of our own tables, and writes into them: the same as the program would, so that either goes on with
 * what the other has begun.
 */
final class Chronicle {
    private static final String ENDED = " AND NOT EXISTS (SELECT 1 FROM %s ended WHERE ended.run = started.run"
            + " AND ended.kind IN ('RunCompleted', 'RunRolledBack'))";

    private final WayDown.Planned way;
    private final Home home;
    private final ClientScript client;
    private final Names names;
    private final String tag;

    /**
     * @param tag by which a script knows its own runs
     */
    Chronicle(WayDown.Planned way, Home home, ClientScript client, Names names, String tag) {
        this.way = way;
        this.home = home;
        this.client = client;
        this.names = names;
        this.tag = tag;
    }

    String isApplied() {
        return client.statement("SELECT count(*) FROM " + home.applied() + thisOne());
    }

    /** All that decides whether the script may work, each answer behind a word. */
    String look() {
        String unfinished = ENDED.formatted(home.journal()) + " ORDER BY id";
        return client.statement("SELECT concat('applied ', count(*)) FROM " + home.applied() + thisOne())
                + client.statement("SELECT concat('last ', version) FROM (" + lastVersion() + ") AS latest")
                + client.statement("SELECT concat('checksum ', checksum_normalised) FROM " + home.applied() + thisOne())
                + client.statement("SELECT concat('mine ', run) FROM " + started() + " AND " + isOurs() + unfinished)
                + client.statement(
                        "SELECT concat('flight ', run) FROM " + started() + " AND NOT " + isOurs() + unfinished);
    }

    private String lastVersion() {
        return "SELECT version FROM " + home.applied()
                + " WHERE kind = 'versioned' ORDER BY installed_rank DESC LIMIT 1";
    }

    private String thisOne() {
        return " WHERE kind = 'versioned' AND version = "
                + names.literal(way.migration().version());
    }

    private String started() {
        return home.journal() + " started WHERE kind = 'RunStarted'";
    }

    private String isOurs() {
        return "(position(" + names.literal(tag) + " in who) > 0)";
    }

    String guard() {
        String others = "EXISTS (SELECT 1 FROM " + started() + " AND run <> " + client.value(Value.RUN)
                + ENDED.formatted(home.journal()) + ")";
        String last =
                "((" + lastVersion() + ") = " + names.literal(way.migration().version()) + ")";
        return client.guard(new ClientScript.Guard(home.runnerLock(), home.workLock(), last, others));
    }

    /** Whoever was the runner before writes nothing more. */
    String begun() {
        return client.statement("UPDATE " + home.runner() + " SET token = token + 1")
                + entry(EventText.of(new Event.RunStarted(way.plan(), way.checksums(), Event.Purpose.TAKE_BACK)));
    }

    String stepBegun(Step step) {
        return entry(EventText.of(new Event.StepStarted(step.facts().id())));
    }

    String stepDone(Step step) {
        LongFunction<Event> done = ms -> new Event.StepDone(step.facts().id(), ms);
        return entry(EventText.timed(done), Value.STEP_MILLISECONDS);
    }

    /** The migration is no longer applied. */
    String completed() {
        return entry(EventText.timed(Event.RunCompleted::new), Value.ALL_MILLISECONDS)
                + client.statement("DELETE FROM " + home.applied() + thisOne());
    }

    /** A question for 1 or 0. */
    String isRecorded(Step step, String kind) {
        return client.statement("SELECT CASE WHEN EXISTS (SELECT 1 FROM " + home.journal() + " WHERE run = "
                + client.value(Value.RUN) + " AND kind = " + names.literal(kind) + " AND position("
                + names.literal(EventText.about(step.facts().id())) + " in payload) > 0) THEN 1 ELSE 0 END");
    }

    private String entry(EventText text, Value milliseconds) {
        String payload = "replace(" + names.literal(text.payload()) + ", '" + EventText.MILLISECONDS + "', "
                + client.value(milliseconds) + ")";
        return insertion(text.kind(), payload);
    }

    private String entry(EventText text) {
        return insertion(text.kind(), names.literal(text.payload()));
    }

    private String insertion(String kind, String payload) {
        Migration.Id id = way.migration();
        return client.statement("INSERT INTO " + home.journal() + " (run, migration, kind, payload, who) VALUES ("
                + client.value(Value.RUN) + ", " + names.literal(id.label()) + ", " + names.literal(kind) + ",\n    "
                + payload + ",\n    " + client.value(Value.WHO) + ")");
    }
}
