package dev.dbmigrations.history;

import java.util.List;
import java.util.Optional;

/**
 * Everything to know of a database's history before a run.
 *
 * @param home where our tables are; empty when there are none yet
 * @param applied in the order in which it was applied
 * @param unfinished names of the runs that have neither been completed nor taken back, oldest first
 */
public record HistoryLook(Optional<Home> home, List<Applied> applied, List<String> unfinished) {
    static final HistoryLook NOTHING = new HistoryLook(Optional.empty(), List.of(), List.of());

    public HistoryLook {
        applied = List.copyOf(applied);
        unfinished = List.copyOf(unfinished);
    }
}
