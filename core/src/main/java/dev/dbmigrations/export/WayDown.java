package dev.dbmigrations.export;

import dev.dbmigrations.change.Migration;
import dev.dbmigrations.plan.Plan;
import java.util.List;

/** What is known of taking one migration back. */
public sealed interface WayDown {

    Migration.Id migration();

    /**
     * By a plan.
     *
     * @param migration the one to be taken back
     * @param checksums of the text that was applied, or is to be
     * @param standing whether it is applied yet
     * @param plan of the way back
     * @param loses what data goes with it, in plain words
     */
    record Planned(
            Migration.Id migration, Migration.Checksums checksums, Standing standing, Plan plan, List<String> loses)
            implements WayDown {
        public Planned {
            loses = List.copyOf(loses);
        }
    }

    /** Whether a migration is applied when its script is written. */
    enum Standing {
        APPLIED,
        /** Its way back is planned on what it is expected to leave behind. */
        PENDING
    }

    /**
     * Not by a script.
     *
     * @param because why not
     * @param instead what to do in its place
     */
    record Unscripted(Migration.Id migration, List<String> because, String instead) implements WayDown {
        public Unscripted {
            because = List.copyOf(because);
        }
    }
}
