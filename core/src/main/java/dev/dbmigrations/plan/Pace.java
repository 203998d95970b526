package dev.dbmigrations.plan;

import java.util.Locale;

/** How much of a server the moving of rows may take: chosen by the user, and read as targets by what moves them. */
public enum Pace {
    /** Clients come first by far. */
    GENTLE("clients first: one worker with short batches, which rests as soon as a probe of the table takes 5 ms"
            + " longer; a second table's indexes grow with its rows; may take many times as long"),
    /** Between the two. */
    STEADY("up to two workers, fewer when a probe of the table takes 20 ms longer or the server is busy"),
    /** The end comes first. */
    FAST("the end first: up to four workers, fewer only when a probe of the table takes 50 ms longer;"
            + " clients will feel it");

    private final String trade;

    Pace(String trade) {
        this.trade = trade;
    }

    /** As the user writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is given for what, in plain words. */
    public String trade() {
        return trade;
    }
}
