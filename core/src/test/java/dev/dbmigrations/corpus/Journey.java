package dev.dbmigrations.corpus;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.Overview;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.Plan;
import java.util.List;

/**
 * A case carried out from its beginning to its end and back, with nobody disturbing it.
 *
 * @param plan by which it was carried out
 * @param before all
 * @param found what the examiner has found in its steps
 * @param end of all
 * @param again what was to do after the end
 * @param back what taking it back has led to
 */
record Journey(Plan plan, Picture before, List<String> found, Picture end, Again again, Back back) {

    /**
     * @param overview after the end
     * @param outcome of going up again
     * @param after the picture then
     */
    record Again(Overview overview, Outcome outcome, Picture after) {}

    /**
     * @param refusal in full, or empty
     * @param after the picture then
     */
    record Back(String refusal, Picture after) {}

    static Journey make(Stage stage) {
        try (Trial trial = stage.trial();
                Examiner examiner = new Examiner(trial)) {
            Plan plan = trial.plan();
            Picture before = trial.picture();
            trial.up(Gates.OPEN, examiner);
            Picture end = trial.picture();
            return new Journey(plan, before, List.copyOf(examiner.found()), end, again(trial), back(trial));
        }
    }

    private static Again again(Trial trial) {
        try (Migrator migrator = trial.open(Gates.CLOSED)) {
            Overview overview = migrator.overview();
            return new Again(overview, migrator.up(Until.THE_END, RunListener.SILENT), trial.picture());
        }
    }

    private static Back back(Trial trial) {
        try {
            trial.down();
            return new Back("", trial.picture());
        } catch (MigrationException refusal) {
            return new Back(refusal.toText(), trial.picture());
        }
    }
}
