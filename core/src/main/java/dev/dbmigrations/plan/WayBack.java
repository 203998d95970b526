package dev.dbmigrations.plan;

import java.util.List;

/** How a whole migration is undone after it has been completed. */
public sealed interface WayBack {

    /**
     * By statements derived from the change and the catalog, in the words the author would use; they are planned like
     * any migration.
     *
     * @param statements in the order to run them
     * @param loses what data goes with them, in plain words; empty when none
     */
    record Derived(List<String> statements, List<String> loses) implements WayBack {
        public Derived {
            statements = List.copyOf(statements);
            loses = List.copyOf(loses);
        }
    }

    /** By the undo file that the author wrote. */
    record Written() implements WayBack {}

    /** Not at all. */
    record None(List<String> because) implements WayBack {
        public None {
            because = List.copyOf(because);
        }
    }
}
