package dev.dbmigrations.analyze;

import dev.dbmigrations.dialect.Dialect;
import java.util.List;
import java.util.Locale;

/**
 * One danger: when it is there, what it does, and what to do instead. Discovered; named for the harm.
 *
 * <p>A rule overrides {@link #check} when it can judge a change by itself, or {@link #review} when it must know the
 * whole migration. Rules hold no state.
 */
public interface SafetyRule {

    /** What it is called in findings, waivers and pages: the class name in lower case with hyphens. */
    default String id() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** How much its findings matter, unless a finding says otherwise. */
    Severity severity();

    Explanation explanation();

    /** Whether the danger, and the way around it, are those of servers of this kind. */
    default boolean concerns(Dialect dialect) {
        return true;
    }

    /** What it finds in one change. */
    default List<Finding> check(Subject subject) {
        return List.of();
    }

    /** What it finds when all statements have been read. */
    default List<Finding> review(Review review) {
        return List.of();
    }
}
