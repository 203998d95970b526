package dev.dbmigrations.plan;

import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.change.Strategy;

/**
 * What one way of carrying out a change on a table would cost.
 *
 * @param strategy the way
 * @param time how long it works
 * @param clients what clients notice meanwhile, in words
 * @param room what it takes on disk
 * @param obstacle why this way is not open; empty when it is
 */
public record Cost(Strategy strategy, DurationEstimate time, String clients, Room room, String obstacle) {

    /**
     * Bytes, estimated.
     *
     * @param disk besides what is there, at the peak
     * @param log of WAL, or of redo and binary log
     * @param dead that stay behind in the table and its indexes, to be used again by later rows
     */
    public record Room(long disk, long log, long dead) {
        static final Room NONE = new Room(0, 0, 0);
    }

    public boolean isOpen() {
        return obstacle.isEmpty();
    }

    Cost closedBecause(String reason) {
        return new Cost(strategy, time, clients, room, reason);
    }
}
