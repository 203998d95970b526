package dev.dbmigrations.change;

/** How a migration is carried out, from the lightest to the strongest. */
public enum Strategy {
    /** As written: metadata only, or the table is new, empty or small. */
    DIRECT("direct"),
    /** By the server's own safe sequence. */
    ONLINE("online"),
    /** A new column beside the old one, both kept in step until the old one goes. */
    EXPAND_CONTRACT("expand-contract"),
    /** A second table beside the old one. */
    BLUE_GREEN("blue-green");

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public Strategy or(Strategy other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
