package dev.dbmigrations.analyze.rules;

import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.WholeTableChange.ChangePartitions;
import dev.dbmigrations.change.WholeTableChange.ConvertCharacterSet;
import dev.dbmigrations.change.WholeTableChange.SetTableOption;

/** The words of a statement that ask for a change, to be pointed at. */
final class Words {

    private Words() {}

    static String of(Change change) {
        return switch (change) {
            case ColumnChange column -> column.column();
            case AddForeignKey key -> "FOREIGN KEY";
            case AddCheck check -> "CHECK";
            case ConvertCharacterSet convert -> "CONVERT TO";
            case ChangePartitions partitions -> "PARTITION";
            case SetTableOption set -> set.option().name();
            default -> "ALTER TABLE";
        };
    }
}
