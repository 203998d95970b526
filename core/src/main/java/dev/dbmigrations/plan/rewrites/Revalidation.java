package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Table;

/** Makes a constraint that comes back unvalidated valid again, in a transaction of its own. */
final class Revalidation {

    private Revalidation() {}

    /** A step before the one that takes the constraint away: nothing on the way there, the last thing on the way back. */
    static Step onTheWayBack(Situation situation, Table table, Constraint constraint) {
        String validate = situation.ddl().validateConstraint(table.name(), constraint.name());
        return situation
                .pen()
                .shared(
                        "see that " + constraint.name() + " of " + table.name()
                                + " is valid, and make it so on the way back",
                        situation.impact(new ValidateConstraint(table.name(), constraint.name())),
                        table,
                        Undo.Run.of(validate),
                        validate);
    }
}
