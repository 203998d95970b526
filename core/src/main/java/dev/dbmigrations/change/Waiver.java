package dev.dbmigrations.change;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding the author has accepted.
 *
 * @param rule the rule's id
 * @param reason why, in the author's words
 * @param until the last day on which it holds; empty where it has no end
 */
public record Waiver(String rule, String reason, Optional<LocalDate> until) {

    /** Without an end. */
    public Waiver(String rule, String reason) {
        this(rule, reason, Optional.empty());
    }

    public boolean isOver(LocalDate today) {
        return until.filter(today::isAfter).isPresent();
    }
}
