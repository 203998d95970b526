package dev.dbmigrations.report;

import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.plan.Cost;
import java.util.ArrayList;
import java.util.List;

/** What one way of carrying out a change would cost, in words. */
final class CostText {
    private CostText() {}

    static String of(Cost cost) {
        List<String> parts = new ArrayList<>();
        parts.add(cost.time().wordsWithBasis());
        parts.add(cost.clients());
        if (cost.room().disk() > 0) {
            parts.add("disk " + InWords.bytes(cost.room().disk()));
        }
        if (cost.room().log() > 0) {
            parts.add("log " + InWords.bytes(cost.room().log()));
        }
        if (cost.room().dead() > 0) {
            parts.add("dead rows " + InWords.bytes(cost.room().dead()));
        }
        if (!cost.isOpen()) {
            parts.add("not open: " + cost.obstacle());
        }
        return String.join("; ", parts);
    }
}
