package dev.dbmigrations.change;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the comments of a migration say to the planner ({@code -- db-migrations: …}).
 *
 * @param zeroDowntime whether a direct change is ruled out where clients could notice it
 * @param strategy the strategy asked for
 * @param transactionNone whether each statement is to commit by itself
 * @param waivers accepted findings
 * @param conversions for a new column the expressions from old to new and back
 * @param checks what the author asks of the data, in order
 */
public record Directives(
        boolean zeroDowntime,
        Optional<Strategy> strategy,
        boolean transactionNone,
        List<Waiver> waivers,
        Conversions conversions,
        List<OwnCheck> checks) {

    /** Without questions to the data. */
    public Directives(
            boolean zeroDowntime,
            Optional<Strategy> strategy,
            boolean transactionNone,
            List<Waiver> waivers,
            Conversions conversions) {
        this(zeroDowntime, strategy, transactionNone, waivers, conversions, List.of());
    }

    /**
     * @param up by column name as written, the expression that computes the new value from the old row
     * @param down by column name, the expression that computes the old value from the new row
     */
    public record Conversions(Map<String, String> up, Map<String, String> down) {
        public static final Conversions NONE = new Conversions(Map.of(), Map.of());

        public Conversions {
            up = Map.copyOf(up);
            down = Map.copyOf(down);
        }
    }

    public static final Directives NONE = new Directives(false, Optional.empty(), false, List.of(), Conversions.NONE);

    public Directives {
        waivers = List.copyOf(waivers);
        checks = List.copyOf(checks);
    }

    /** The same with another strategy. */
    public Directives with(Strategy other) {
        return new Directives(zeroDowntime, Optional.of(other), transactionNone, waivers, conversions, checks);
    }

    /** Whether it is accepted, be that for a while. */
    public boolean allows(String rule) {
        return allows(rule, LocalDate.MIN);
    }

    /** Whether it is accepted on that day. */
    public boolean allows(String rule, LocalDate today) {
        return waivers.stream().anyMatch(w -> w.rule().equals(rule) && !w.isOver(today));
    }
}
