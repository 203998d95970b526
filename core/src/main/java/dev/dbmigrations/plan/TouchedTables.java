package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.IndexChange.DropIndex;
import dev.dbmigrations.change.IndexChange.RenameIndex;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The names of tables and indexes that statements speak of: what must be read from the catalog before planning. */
public final class TouchedTables {

    private TouchedTables() {}

    public static Set<TableName> of(Collection<Statement> statements) {
        Set<TableName> names = new TreeSet<>();
        statements.forEach(s -> s.changes().forEach(c -> add(names, c)));
        return names;
    }

    public static Set<TableName> of(Change change) {
        Set<TableName> names = new TreeSet<>();
        add(names, change);
        return names;
    }

    private static void add(Set<TableName> names, Change change) {
        switch (change) {
            case DropIndex drop -> addOfIndex(names, drop.table(), drop.index());
            case RenameIndex rename -> addOfIndex(names, rename.table(), rename.index());
            case CreateTable create -> {
                names.add(create.table());
                names.addAll(create.traits().parents());
                create.constraints().forEach(c -> add(names, c));
                create.columns().forEach(c -> addInline(names, c));
            }
            case AddForeignKey fk -> {
                names.add(fk.table());
                names.add(fk.target().table());
            }
            case AddColumn add -> {
                names.add(add.table());
                addInline(names, add.definition());
            }
            case RowChange rows -> {
                names.add(rows.table());
                names.add(rows.batching().driver());
            }
            case WholeTableChange.AlterOtherwise other -> {
                names.add(other.table());
                names.addAll(other.others());
            }
            case TableChange onTable -> names.add(onTable.table());
            case Change.RunAsWritten written -> names.addAll(written.tables());
            case Change.Unrecognized ignored -> {}
        }
    }

    /** Where the statement names no table, the index tells it. */
    private static void addOfIndex(Set<TableName> names, TableName table, TableName index) {
        names.add(index);
        if (!table.name().isEmpty()) {
            names.add(table);
        }
    }

    private static void addInline(Set<TableName> names, NewColumn column) {
        column.constraints().forEach(inline -> add(names, inline.constraint()));
    }
}
