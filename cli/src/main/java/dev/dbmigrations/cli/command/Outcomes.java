package dev.dbmigrations.cli.command;

import dev.dbmigrations.Outcome;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a call that changed the database. */
final class Outcomes {
    private Outcomes() {}

    /**
     * @param word what was done to those that are finished
     */
    static Ending told(Call call, Outcome outcome, String word) {
        int waiting = outcome.waiting().isPresent() ? 1 : 0;
        call.summary().migrations(outcome.finished().size(), outcome.pending() + waiting);
        if (outcome.finished().isEmpty() && outcome.waiting().isEmpty() && outcome.pending() == 0) {
            call.display().say("nothing is pending");
        }
        return ending(call, outcome, word);
    }

    static Ending takenBack(Call call, Outcome outcome) {
        call.summary().migrations(0, outcome.pending());
        return ending(call, outcome, "takenBack");
    }

    private static Ending ending(Call call, Outcome outcome, String word) {
        call.summary().used(outcome.strategy());
        outcome.notes().forEach(note -> call.display().say("note: " + note));
        return Ending.done(details(outcome, word));
    }

    private static Map<String, Object> details(Outcome outcome, String word) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(word, ids(outcome.finished()));
        outcome.waiting().ifPresent(waiting -> {
            Map<String, Object> gate = new LinkedHashMap<>(id(waiting.id()));
            gate.put("gate", waiting.gate());
            details.put("waiting", gate);
        });
        details.put("notes", outcome.notes());
        return details;
    }

    static List<Map<String, Object>> ids(List<Migration.Id> ids) {
        return ids.stream().map(Outcomes::id).toList();
    }

    static Map<String, Object> id(Migration.Id id) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("migration", id.label());
        map.put("description", id.description());
        map.put("file", id.path());
        return map;
    }
}
