package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.schema.Table;

/**
 * Validates a constraint in a transaction of its own, so that no stronger lock is held meanwhile.
 *
 * <pre>
 * asked:  ALTER TABLE t VALIDATE CONSTRAINT c
 * done:   the same, alone
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class ValidateConstraint implements Rewrite<WholeTableChange.ValidateConstraint> {

    @Override
    public Class<WholeTableChange.ValidateConstraint> handles() {
        return WholeTableChange.ValidateConstraint.class;
    }

    @Override
    public Sketch sketch(WholeTableChange.ValidateConstraint change, Situation situation) {
        Table table = situation.table(change.table());
        if (table.isNew()) {
            return Sketch.asWritten();
        }
        return Sketch.by(Strategy.ONLINE)
                .migrate(situation
                        .pen()
                        .shared(
                                "validate constraint " + change.name(),
                                situation.impact(),
                                table,
                                situation.ddl().validateConstraint(table.name(), change.name())));
    }
}
