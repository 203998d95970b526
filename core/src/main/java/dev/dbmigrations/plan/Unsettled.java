package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange.RenameTable;
import dev.dbmigrations.schema.TableName;
import java.util.Set;
import java.util.TreeSet;

/** Data that a migration itself changes before its end: what is asked of them at its beginning would be asked too early. */
final class Unsettled {
    private final Set<TableName> tables = new TreeSet<>();
    private boolean everywhere;

    /** A change that comes before all that follow. */
    void add(Situation situation) {
        Change change = situation.clause().change();
        switch (change) {
            case AddConstraint ignored -> {}
            case IndexChange ignored -> {}
            case RowChange ignored -> everywhere = true;
            case RenameTable rename -> {
                TableName before = situation.schema().resolve(rename.table());
                tables.add(before);
                tables.add(before.named(rename.newName()));
            }
            case TableChange ignored ->
                TouchedTables.of(change)
                        .forEach(t -> tables.add(situation.schema().resolve(t)));
            case Change.RunAsWritten ignored -> everywhere = true;
            case Change.Unrecognized ignored -> everywhere = true;
        }
    }

    boolean concerns(Sketch sketch) {
        return sketch.checks().stream().anyMatch(c -> everywhere || tables.contains(c.table()));
    }
}
