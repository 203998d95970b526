package dev.dbmigrations.backfill;

/**
 * Something about a server that says how near it is to a limit.
 *
 * @param name what it is about, in the middle of a sentence
 * @param effect what it is good for
 * @param measurement of it; asked by one thread only
 */
record Signal(String name, Effect effect, Measurement measurement) {

    /** What a signal is good for. */
    enum Effect {
        /** It falls and rises with what we do: the number of workers follows it, and it never stops the last one. */
        STEERS,
        /** A budget: at 1 nothing moves any more, below it says nothing. */
        STOPS,
        /** Both. */
        STEERS_AND_STOPS;

        boolean steers() {
            return this != STOPS;
        }

        boolean stops() {
            return this != STEERS;
        }
    }

    /** One way to measure. */
    @FunctionalInterface
    interface Measurement {
        /**
         * Measures now.
         *
         * @throws RuntimeException when it cannot be measured, which forbids to go on (must-not-fail 79)
         */
        Reading read();
    }

    /**
     * @param utilisation 0 when idle, 1 at the limit
     * @param words what was measured against what is allowed
     */
    record Reading(double utilisation, String words) {
        static final Reading NOTHING = new Reading(0, "");
    }
}
