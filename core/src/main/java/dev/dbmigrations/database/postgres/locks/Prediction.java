package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Change.Unrecognized;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;

/**
 * The prediction for one moment: the tables as they are before the statement, and the server's version.
 *
 * @param schema the tables the statement touches
 * @param version the server's version, 14 to 18
 */
public record Prediction(Schema schema, ServerVersion version) {

    /** The locks and the work of one change. For an unrecognised statement nothing is known, and nothing is claimed. */
    public Impact of(Clause clause) {
        return switch (clause.change()) {
            case TableChange change -> ofTable(change, clause.sql());
            case RunAsWritten change -> new OtherStatements(schema, version).of(change, clause.sql());
            case Unrecognized change -> Impact.NONE;
        };
    }

    private Impact ofTable(TableChange change, String sql) {
        return switch (change) {
            case ColumnChange column -> new ColumnChanges(schema, version).of(column);
            case AddConstraint constraint -> new AddedConstraints(schema).of(constraint);
            case IndexChange index -> new IndexChanges(schema).of(index);
            case RowChange rows -> ofRows(rows);
            case WholeTableChange table -> new TableChanges(schema).of(table, sql);
        };
    }

    private Impact ofRows(RowChange change) {
        Taken taken = new Taken(schema).lock(Mode.ROW_EXCLUSIVE, change.table());
        return switch (change) {
            case RowChange.UpdateRows update -> taken.doing(Work.ROWS);
            case RowChange.DeleteRows delete -> taken.doing(Work.ROWS);
            case RowChange.InsertSelectedRows insert ->
                lockParents(taken.lock(Mode.ACCESS_SHARE, insert.batching().driver()), insert)
                        .doing(Work.ROWS);
            case RowChange.InsertGivenRows insert -> lockParents(taken, insert).doing(Work.ROWS);
        };
    }

    /** An inserted row's foreign keys are looked up, and the rows found are locked against deletion. */
    private Taken lockParents(Taken taken, RowChange insert) {
        schema.table(insert.table()).map(Table::constraints).stream()
                .flatMap(all -> all.stream())
                .map(Constraint::target)
                .forEach(target -> {
                    if (target != null) {
                        taken.lock(Mode.ROW_SHARE, target.table());
                    }
                });
        return taken;
    }
}
