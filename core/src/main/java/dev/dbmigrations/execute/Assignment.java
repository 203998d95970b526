package dev.dbmigrations.execute;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.history.Event;
import dev.dbmigrations.plan.Plan;
import java.util.Optional;

/**
 * A plan to be carried out, and what goes with it.
 *
 * @param plan the plan
 * @param checksums of the migration's text
 * @param purpose what completing it means
 * @param freshness asked once, before the first step
 */
public record Assignment(Plan plan, Migration.Checksums checksums, Event.Purpose purpose, Freshness freshness) {

    /** Tells whether a plan still fits the database. */
    @FunctionalInterface
    public interface Freshness {
        /** What has changed since the plan was made; empty when nothing has. */
        Optional<String> staleBecause(Plan plan);
    }

    /** Applies a migration by a plan that was made just now. */
    public static Assignment apply(Plan plan, Migration.Checksums checksums) {
        return new Assignment(plan, checksums, Event.Purpose.APPLY, p -> Optional.empty());
    }
}
