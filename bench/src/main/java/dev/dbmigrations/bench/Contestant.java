package dev.dbmigrations.bench;

import java.util.Optional;

/**
 * A way to make {@code orders.quantity} a bigint.
 *
 * @param whyAbsent why it cannot run here, if it cannot
 * @param leaves what type the column has at its end
 */
record Contestant(String name, Optional<String> whyAbsent, String leaves, Work work) {

    /** What it does, from a table that nobody has touched to the end, including what it proves on the way. */
    interface Work {
        void run() throws Exception;
    }

    static Contestant of(String name, Work work) {
        return new Contestant(name, Optional.empty(), "bigint", work);
    }

    Contestant absent(String why) {
        return new Contestant(name, Optional.of(why), leaves, work);
    }

    Contestant leaving(String type) {
        return new Contestant(name, whyAbsent, type, work);
    }
}
