package dev.dbmigrations.plan;

import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The ways to carry out a change on a large table, and which of them the plan takes.
 *
 * @param table that is changed
 * @param size as it is now
 * @param free bytes where the data lies; empty where nobody can tell
 * @param costs of each way, from the lightest strategy to the strongest
 * @param chosen the strategy of the plan
 * @param because why
 */
public record Choice(
        TableName table, Size size, Optional<Long> free, List<Cost> costs, Strategy chosen, String because) {

    /** Bytes that are left free: a server whose disk is full stops for everybody. */
    public static final long RESERVE = 512L << 20;

    public Choice {
        costs = List.copyOf(costs);
    }
}
