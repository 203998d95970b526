package dev.dbmigrations.plan;

import java.util.List;

/**
 * A stretch of a plan.
 *
 * @param kind what it is for
 * @param gate why somebody must say "go" before it, or empty when nobody must
 * @param steps in order
 */
public record Phase(Kind kind, String gate, List<Step> steps) {

    /** What a phase is for. */
    public enum Kind {
        /** Old and new shape both work afterwards; nothing an old client does fails. */
        EXPAND,
        /** Rows move. */
        MIGRATE,
        /** What was moved is proved equal. */
        VERIFY,
        /** The old shape goes. */
        CONTRACT,
        /** What was only kept for the way back goes; the migration is applied before. Its gate opens by itself in time. */
        RETIRE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Phase {
        steps = List.copyOf(steps);
    }

    public boolean isGated() {
        return !gate.isEmpty();
    }
}
