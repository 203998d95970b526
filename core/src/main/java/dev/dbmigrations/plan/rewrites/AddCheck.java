package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Table;

/**
 * Adds a check without reading the table under a lock that stops anyone.
 *
 * <pre>
 * asked:  ALTER TABLE t ADD CHECK (c > 0)
 * done:   look for violations │ add the check, unvalidated │ validate
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class AddCheck implements Rewrite<AddConstraint.AddCheck> {

    @Override
    public Class<AddConstraint.AddCheck> handles() {
        return AddConstraint.AddCheck.class;
    }

    @Override
    public Sketch sketch(AddConstraint.AddCheck change, Situation situation) {
        Table table = situation.table(change.table());
        boolean canDefer = situation.can(Capability.DEFERRED_VALIDATION);
        if (change.validation() == Validation.DEFERRED || situation.isSmall(table) || !canDefer) {
            return Sketch.asWritten();
        }
        String name = ConstraintNames.of(change, table, situation.names());
        var deferred = new AddConstraint.AddCheck(
                table.name(), name, change.expression(), change.definition(), Validation.DEFERRED);
        return Sketch.by(Strategy.ONLINE)
                .check(new DataChecks(situation).violations(table, change.expression()))
                .migrate(situation
                        .pen()
                        .brief(
                                "add check " + name + " for new rows",
                                situation.impact(deferred),
                                Undo.Run.of(situation.ddl().dropConstraint(table.name(), name)),
                                situation.ddl().addConstraintUnvalidated(table.name(), name, change.definition())))
                .migrate(situation
                        .pen()
                        .shared(
                                "validate check " + name,
                                situation.impact(new ValidateConstraint(table.name(), name)),
                                table,
                                situation.ddl().validateConstraint(table.name(), name)));
    }
}
