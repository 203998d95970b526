package dev.dbmigrations.plan;

/** How to tell that a step has already been done. */
public sealed interface Probe {

    /** The journal says so: its entry commits with the step. */
    record JournalEntry() implements Probe {}

    /** A query giving one boolean says so. */
    record Ask(String query) implements Probe {}

    static Probe journal() {
        return new JournalEntry();
    }
}
