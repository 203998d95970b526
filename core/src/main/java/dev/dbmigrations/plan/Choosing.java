package dev.dbmigrations.plan;

import dev.dbmigrations.analyze.DurationEstimate;
import dev.dbmigrations.analyze.Effort;
import dev.dbmigrations.analyze.Experience;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Compares what the ways of carrying out a statement on a large table would cost on this server, and takes one of them.
 *
 * <p>Rows move inside the table unless a second table saves more than a minute or a quarter of a gigabyte of dead rows: it takes the table's
 * size on disk until the revert window ends. The rates are those of the {@link Experience} with the server.
 */
final class Choosing {
    /** What a second table must save of either to be built without being asked for. */
    private static final Duration WORTHY_TIME = Duration.ofMinutes(1);

    private static final long WORTHY_BYTES = 256L << 20;

    /** Where even the slowest way takes less than this, there is nothing to choose. */
    private static final Duration WORTH_A_LOOK = Duration.ofSeconds(10);

    /** A copy in parts and its comparison, against the blocking statement (`bench/measure postgres-idle`: 1.2 to 1.7). */
    private static final double IN_PARTS = 1.4;

    /** An updated row is logged as it was, as it is, and once for each index. */
    private static final int LOGGED_TWICE = 2;

    private static final String NOBODY_WAITS = "nobody waits for longer than the lock budget";

    private final Situation.Server server;
    private final long reserve;

    /**
     * @param reserve bytes that must stay free where the data lies
     */
    Choosing(Situation.Server server, long reserve) {
        this.server = server;
        this.reserve = reserve;
    }

    /**
     * The choice for a statement that rewrites refer to a second column.
     *
     * @param drawn its clauses
     * @param secondTable why there can be no second table instead; empty when there can
     * @param asked whether its author wants second columns
     * @throws PlanRefused when the disk is too small for any way
     */
    Optional<Choice> between(List<Drawing.Drawn> drawn, Supplier<Optional<String>> secondTable, boolean asked) {
        Optional<Drawing.Drawn> expensive = drawn.stream()
                .filter(d -> d.sketch().strategy() == Strategy.EXPAND_CONTRACT && movesRows(d.sketch()))
                .findFirst();
        if (expensive.isEmpty()) {
            return Optional.empty();
        }
        Situation situation = expensive.get().situation();
        Table table = table(situation);
        if (isQuick(table)) {
            return Optional.empty();
        }
        Cost column = secondColumn(table);
        Cost wholeTable = secondTable(table);
        Cost other = secondTable.get().map(wholeTable::closedBecause).orElse(wholeTable);
        return Optional.of(taken(situation, table, List.of(direct(situation, table), column, other), asked));
    }

    /** The choice that is made already, for a table that is built anew beside itself. */
    Optional<Choice> secondTableFor(Situation situation, String because) {
        Table table = table(situation);
        if (isQuick(table)) {
            return Optional.empty();
        }
        Cost cost = secondTable(table);
        OptionalLong free = server.oracle().freeDisk();
        refuseWithoutRoom(situation, table, cost, free);
        return Optional.of(new Choice(
                table.name(),
                table.size(),
                boxed(free),
                List.of(direct(situation, table), cost),
                Strategy.BLUE_GREEN,
                because));
    }

    private Choice taken(Situation situation, Table table, List<Cost> costs, boolean asked) {
        OptionalLong free = server.oracle().freeDisk();
        Cost column = costs.get(1);
        Cost whole = costs.get(2);
        Duration saved = column.time().middle().minus(whole.time().middle());
        long spared = column.room().dead() - whole.room().dead();
        boolean worthIt = whole.isOpen() && (saved.compareTo(WORTHY_TIME) > 0 || spared > WORTHY_BYTES);
        if (asked || !worthIt) {
            String because = asked
                    ? "it was asked for"
                    : whole.isOpen()
                            ? "a second table would save less than a minute, and few dead rows"
                            : "no second table can be built: " + whole.obstacle();
            refuseWithoutRoom(situation, table, column, free);
            return choice(table, free, costs, column, because);
        }
        if (fits(whole, free)) {
            return choice(table, free, costs, whole, saving(saved, spared));
        }
        refuseWithoutRoom(situation, table, column, free);
        return choice(table, free, costs, column, "the disk has no room for a second table");
    }

    private static String saving(Duration time, long bytes) {
        String spared = InWords.bytes(bytes) + " of dead rows";
        if (time.compareTo(WORTHY_TIME) <= 0) {
            return "it leaves no " + spared;
        }
        String saved = "it saves " + new DurationEstimate(time, time).words();
        return bytes > WORTHY_BYTES ? saved + " and " + spared : saved;
    }

    private static Choice choice(Table table, OptionalLong free, List<Cost> costs, Cost taken, String because) {
        return new Choice(table.name(), table.size(), boxed(free), costs, taken.strategy(), because);
    }

    private static Optional<Long> boxed(OptionalLong free) {
        return free.isPresent() ? Optional.of(free.getAsLong()) : Optional.empty();
    }

    private boolean fits(Cost cost, OptionalLong free) {
        return free.isEmpty() || cost.room().disk() + reserve <= free.getAsLong();
    }

    private void refuseWithoutRoom(Situation situation, Table table, Cost cost, OptionalLong free) {
        if (!fits(cost, free)) {
            throw situation.refused(
                    PlanRefused.Reason.NO_ROOM,
                    table.name() + " needs about "
                            + InWords.bytes(cost.room().disk()) + " of disk for "
                            + cost.strategy().word() + ", and "
                            + InWords.bytes(reserve) + " must stay free; where the data lies "
                            + InWords.bytes(free.orElse(0)) + " are free",
                    "make room, then: db-migrations up");
        }
    }

    /** By what was measured elsewhere: nobody is asked for so little. */
    private static boolean isQuick(Table table) {
        return DurationEstimate.of(Effort.BACKFILL, table.size()).high().compareTo(WORTH_A_LOOK) < 0;
    }

    private static boolean movesRows(Sketch sketch) {
        return sketch.steps().stream().anyMatch(placed -> placed.step() instanceof Step.MoveRows);
    }

    private static Table table(Situation situation) {
        return situation.table(((TableChange) situation.clause().change()).table());
    }

    private Cost direct(Situation situation, Table table) {
        Impact impact = situation.impact();
        Work work = impact.work();
        boolean longer = work.compareTo(Work.SCAN) >= 0;
        Lock.Blocks blocks = impact.locks().stream()
                .filter(lock -> lock.table().equals(table.name()))
                .map(Lock::blocks)
                .max(Comparator.naturalOrder())
                .orElse(Lock.Blocks.READS_AND_WRITES);
        Size size = table.size();
        Cost.Room room = switch (work) {
            case REWRITE -> new Cost.Room(size.bytes() + size.indexBytes(), size.bytes() + size.indexBytes(), 0);
            case INDEX_BUILD -> new Cost.Room(size.indexBytes(), size.indexBytes(), 0);
            default -> Cost.Room.NONE;
        };
        String clients = longer
                ? blocks.words() + " of " + table.name() + " stand still for all that time"
                : "those of the old shape fail from then on";
        return new Cost(Strategy.DIRECT, server.experience().of(work, size), clients, room, "");
    }

    /** Each row is written once more, and read once more to be compared. */
    private Cost secondColumn(Table table) {
        Size size = table.size();
        long all = size.bytes() + size.indexBytes();
        long grown = server.dialect().keepsOldVersions() ? all : size.rows() * 8;
        Experience experience = server.experience();
        DurationEstimate time = experience.of(Effort.BACKFILL, size).plus(experience.of(Effort.PROOF, size));
        Cost.Room room =
                new Cost.Room(grown, LOGGED_TWICE * all, server.dialect().keepsOldVersions() ? all : 0);
        return new Cost(Strategy.EXPAND_CONTRACT, time, NOBODY_WAITS, room, "");
    }

    /** The table is copied, and both are read to be compared. */
    private Cost secondTable(Table table) {
        Size size = table.size();
        long all = size.bytes() + size.indexBytes();
        DurationEstimate time = server.experience().of(Effort.REWRITE, size).times(IN_PARTS);
        return new Cost(
                Strategy.BLUE_GREEN,
                time,
                NOBODY_WAITS + "; each write is done twice until the revert window ends",
                new Cost.Room(all, all, 0),
                "");
    }
}
