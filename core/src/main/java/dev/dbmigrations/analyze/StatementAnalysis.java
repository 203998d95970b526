package dev.dbmigrations.analyze;

import dev.dbmigrations.analyze.Effect.Certainty;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.TableName;
import java.util.Optional;

/**
 * What one statement does if it is run as written.
 *
 * @param statement as written
 * @param impact the locks and the work of all its clauses
 * @param time how long its work takes
 * @param table the table it works on, when there is one
 * @param certainty of all this
 */
public record StatementAnalysis(
        Statement statement, Impact impact, DurationEstimate time, Optional<Worked> table, Certainty certainty) {

    /**
     * The table that a statement works on.
     *
     * @param name of the table
     * @param size before the statement
     * @param isNew whether the migration itself creates it
     */
    public record Worked(TableName name, Size size, boolean isNew) {}
}
