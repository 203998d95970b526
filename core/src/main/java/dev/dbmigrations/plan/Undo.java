package dev.dbmigrations.plan;

import java.util.List;

/** How one step is taken back. */
public sealed interface Undo {

    /** By statements, in one transaction unless the step itself ran outside one. */
    record Run(List<String> sql) implements Undo {
        public Run {
            sql = List.copyOf(sql);
        }

        public static Run of(String... sql) {
            return new Run(List.of(sql));
        }
    }

    /** By doing nothing: what the step did does not show, or goes with another step's undo. */
    record Nothing(String because) implements Undo {}

    /** Not at all. */
    record Impossible(String because) implements Undo {}
}
