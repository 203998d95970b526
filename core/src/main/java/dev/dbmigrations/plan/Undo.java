package dev.dbmigrations.plan;

import java.util.ArrayList;
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

    /**
     * By steps of their own, in order: for what takes many transactions. Each is recorded like a step of the plan, so that it can be
     * gone on with.
     */
    record Steps(List<Step> steps) implements Undo {
        public Steps {
            steps = List.copyOf(steps);
        }

        /** The same under ids that follow from the id of the step that is undone. */
        Steps of(String undone) {
            List<Step> numbered = new ArrayList<>();
            for (Step step : steps) {
                numbered.add(step.numbered("undo-" + (numbered.size() + 1) + "-of-" + undone));
            }
            return new Steps(numbered);
        }
    }

    /** By doing nothing: what the step did does not show, or goes with another step's undo. */
    record Nothing(String because) implements Undo {}

    /** Not at all. */
    record Impossible(String because) implements Undo {}
}
