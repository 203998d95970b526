package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import java.util.Locale;

/** What is done at a rung of the ladder: the same word stands for writing a table anew and for describing it anew. */
final class RungWork {

    private RungWork() {}

    /** Without a copy of the rows an index may still have to be built. */
    static Work of(Rung rung, Change change, Table table, MySqlVersion release) {
        return switch (rung) {
            case INSTANT -> Work.METADATA;
            case NOCOPY, NOCOPY_SHARED -> Work.INDEX_BUILD;
            case INPLACE, INPLACE_SHARED -> inPlace(change, table, release);
            case COPY, COPY_SHARED, COPY_EXCLUSIVE -> Work.REWRITE;
        };
    }

    private static Work inPlace(Change change, Table table, MySqlVersion release) {
        if (change instanceof IndexChange.CreateIndex || change instanceof AddConstraint.AddUnique) {
            return Work.INDEX_BUILD;
        }
        if (release.isMariaDb()) {
            return change instanceof IndexChange ? Work.INDEX_BUILD : Work.REWRITE;
        }
        if (change instanceof AddConstraint.AddForeignKey) {
            return Work.INDEX_BUILD;
        }
        return onlyDescribes(change, table) ? Work.METADATA : Work.REWRITE;
    }

    /** MySQL has no NOCOPY, and calls few changes of a description INSTANT (measured on 8.0.33). */
    private static boolean onlyDescribes(Change change, Table table) {
        return change instanceof IndexChange
                || change instanceof ColumnChange.RenameColumn
                || (change instanceof ColumnChange.ChangeType type && keepsNullability(type, table))
                || change instanceof WholeTableChange.ConvertCharacterSet
                || (change instanceof ColumnChange.DropColumn drop && isVirtual(drop, table))
                || (change instanceof WholeTableChange.DropConstraint drop
                        && !drop.name().equals("PRIMARY"))
                || (change instanceof WholeTableChange.SetTableOption set
                        && isWord(set.option().name()))
                || (change instanceof WholeTableChange.AlterOtherwise other && isWord(other.action()));
    }

    static boolean keepsNullability(ColumnChange.ChangeType type, Table table) {
        ColumnChange.Definition then = type.within();
        return then != null
                && table.column(type.column())
                        .map(c -> c.nullable() != then.notNull())
                        .orElse(false);
    }

    private static boolean isVirtual(ColumnChange.DropColumn drop, Table table) {
        return table.column(drop.column())
                .map(c -> c.generation() == Column.Generation.COMPUTED_VIRTUAL)
                .orElse(false);
    }

    private static boolean isWord(String option) {
        return option.toLowerCase(Locale.ROOT)
                .matches("(comment|auto_increment|stats_|default |character set|charset|collate).*");
    }
}
