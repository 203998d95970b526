package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddExclusion;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.ColumnChange.DropDefault;
import dev.dbmigrations.change.ColumnChange.DropNotNull;
import dev.dbmigrations.change.ColumnChange.RedefineColumn;
import dev.dbmigrations.change.ColumnChange.RenameColumn;
import dev.dbmigrations.change.ColumnChange.SetColumnVisibility;
import dev.dbmigrations.change.ColumnChange.SetDefault;
import dev.dbmigrations.change.ColumnChange.SetNotNull;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.change.IndexChange.DropIndex;
import dev.dbmigrations.change.IndexChange.RenameIndex;
import dev.dbmigrations.change.IndexChange.SetIndexVisibility;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.change.WholeTableChange.ChangePartitions;
import dev.dbmigrations.change.WholeTableChange.ConvertCharacterSet;
import dev.dbmigrations.change.WholeTableChange.CreateTable;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.DropTable;
import dev.dbmigrations.change.WholeTableChange.RebuildTable;
import dev.dbmigrations.change.WholeTableChange.RenameConstraint;
import dev.dbmigrations.change.WholeTableChange.RenameTable;
import dev.dbmigrations.change.WholeTableChange.ReplacePrimaryKey;
import dev.dbmigrations.change.WholeTableChange.SetTableOption;
import dev.dbmigrations.change.WholeTableChange.Truncate;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inverse of a migration, in the words its author would use, gathered change by change from the catalog as it was
 * before each.
 */
final class WaysBack {
    private static final Set<String> LEAVES_NOTHING = Set.of(
            "set",
            "reset",
            "select",
            "analyze",
            "analyze table",
            "optimize table",
            "check table",
            "repair table",
            "checksum table",
            "vacuum",
            "reindex",
            "lock",
            "refresh materialized view",
            "checkpoint",
            "comment",
            "cluster",
            "show",
            "explain",
            "discard",
            "begin",
            "commit");
    private static final Pattern HIDDEN = Pattern.compile("\\b(INVISIBLE|IGNORED)\\b(?=[^']*$)");
    private final Dialect dialect;
    private final DdlWriter ddl;
    private final dev.dbmigrations.dialect.Names names;
    private final List<Inverse> inverses = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<String> impossible = new ArrayList<>();

    private int insertedRows;
    private Optional<TableName> about = Optional.empty();

    private record Inverse(Optional<TableName> table, List<String> statements) {}

    private record Loss(TableName table, String text) {}

    WaysBack(Dialect dialect) {
        this.dialect = dialect;
        this.ddl = dialect.ddl();
        this.names = dialect.names();
    }

    WayBack wayBack() {
        if (!impossible.isEmpty()) {
            return new WayBack.None(impossible);
        }
        List<String> statements = new ArrayList<>();
        inverses.reversed().forEach(inverse -> statements.addAll(inverse.statements()));
        return new WayBack.Derived(statements, losses.stream().map(Loss::text).toList());
    }

    /** By what the change keeps, else by what follows from it and the catalog. */
    void add(Drawing.Drawn drawn) {
        if (drawn.sketch().back().isEmpty()) {
            add(drawn.situation());
        } else {
            look(drawn.situation());
            by(drawn.sketch().back());
        }
    }

    void add(Situation situation) {
        look(situation);
        Schema schema = situation.schema();
        String at = situation.position().atLine();
        switch (situation.clause().change()) {
            case ColumnChange column -> ofColumn(column, schema, at);
            case WholeTableChange whole -> ofTable(whole, situation, at);
            case AddConstraint add -> schema.table(add.table()).ifPresent(t -> ofConstraint(add, t));
            case IndexChange index -> ofIndex(index, schema, at);
            case RowChange rows -> {
                Optional<Table> table = schema.table(rows.table());
                if (table.filter(Table::isNew).isEmpty()) {
                    ofRows(rows, table, situation.clause().sql(), at);
                }
            }
            case Change.RunAsWritten written -> ofWritten(written, at);
            case Change.Unrecognized ignored -> never(at + " is not understood, so its opposite is not known");
        }
    }

    private void look(Situation situation) {
        about = situation.clause().change() instanceof TableChange change
                ? Optional.of(situation.schema().resolve(change.table()))
                : Optional.empty();
    }

    private void ofRows(RowChange rows, Optional<Table> table, String sql, String at) {
        Optional<GivenRows> given = rows instanceof RowChange.InsertGivenRows
                ? table.flatMap(t -> GivenRows.in(sql, t, dialect))
                : Optional.empty();
        Optional<String> deletion = given.filter(g -> insertedRows + g.count() <= GivenRows.MOST)
                .flatMap(g -> table.flatMap(t -> g.deletion(t, names)));
        if (deletion.isPresent()) {
            insertedRows += given.orElseThrow().count();
            by(deletion.get());
        } else {
            never(at
                    + (inserts(rows)
                            ? " inserts rows into " + rows.table() + ", and which they are is not kept"
                            : " changes rows of " + rows.table() + ", and their old values are not kept"));
        }
    }

    private static boolean inserts(RowChange rows) {
        return switch (rows) {
            case RowChange.InsertGivenRows ignored -> true;
            case RowChange.InsertSelectedRows ignored -> true;
            case RowChange.UpdateRows ignored -> false;
            case RowChange.DeleteRows ignored -> false;
        };
    }

    /** An index that was there before goes with the constraint that has adopted it, and a primary key makes its columns NOT NULL. */
    private void ofConstraint(AddConstraint add, Table table) {
        List<String> inverse = new ArrayList<>();
        inverse.add(ddl.dropConstraint(table.name(), ConstraintNames.of(add, table, names)));
        if (add instanceof AddPrimaryKey key) {
            keyColumns(key, table)
                    .flatMap(c -> table.column(c).stream())
                    .filter(Column::nullable)
                    .forEach(c -> inverse.add(ddl.dropNotNull(table.name(), c)));
        }
        adopted(add)
                .flatMap(table::index)
                .map(i -> i.shape().definition())
                .filter(d -> !d.isEmpty())
                .ifPresent(inverse::add);
        if (add instanceof AddForeignKey key
                && dialect.can(Capability.INDEXED_FOREIGN_KEYS)
                && !table.isIndexedBy(key.columns())) {
            inverse.add(ddl.dropIndex(table.name(), ConstraintNames.of(add, table, names)));
        }
        by(inverse);
    }

    private static Stream<String> keyColumns(AddPrimaryKey key, Table table) {
        return adopted(key).flatMap(table::index).map(Index::keyColumns).orElse(key.columns()).stream();
    }

    private static Optional<String> adopted(AddConstraint add) {
        return Optional.ofNullable(
                switch (add) {
                    case AddPrimaryKey key -> key.usingIndex();
                    case AddUnique unique -> unique.usingIndex();
                    case AddForeignKey ignored -> null;
                    case AddCheck ignored -> null;
                    case AddExclusion ignored -> null;
                    case AddNotNull ignored -> null;
                });
    }

    private void by(String... statements) {
        by(List.of(statements));
    }

    private void by(List<String> statements) {
        inverses.add(new Inverse(about, statements));
    }

    /** A table that comes and goes leaves nothing to take back. */
    private void forget(TableName table) {
        inverses.removeIf(inverse -> inverse.table().equals(Optional.of(table)));
        losses.removeIf(loss -> loss.table().equals(table));
    }

    private void never(String because) {
        impossible.add(because);
    }

    private void ofColumn(ColumnChange change, Schema schema, String at) {
        Table table = schema.table(change.table()).orElse(null);
        if (table == null) {
            return;
        }
        TableName name = table.name();
        String column = change.column();
        Column before = table.column(column).orElse(null);
        switch (change) {
            case AddColumn add -> {
                if (before == null) {
                    by(ddl.dropColumn(name, column));
                    losses.add(new Loss(name, "what is in " + name + "." + column));
                }
            }
            case DropColumn ignored -> {
                if (before != null && !table.isNew()) {
                    never(at + " drops " + name + "." + column + " and its values");
                }
            }
            case RenameColumn rename ->
                by(ddl.renameColumn(name, /* column= */ rename.newName(), /* newName= */ column));
            case SetNotNull ignored -> {
                if (before != null && before.nullable()) {
                    by(ddl.dropNotNull(name, before));
                }
            }
            case DropNotNull ignored -> {
                if (before != null && !before.nullable()) {
                    by(ddl.setNotNull(name, before));
                }
            }
            case SetDefault ignored -> by(formerDefault(name, column, before));
            case DropDefault ignored -> by(formerDefault(name, column, before));
            case ChangeType ignored -> {
                if (before != null) {
                    by(ddl.changeType(name, before, before.type(), ddl.cast(names.quote(column), before.type())));
                }
            }
            case RedefineColumn ignored -> never(at + " redefines " + name + "." + column + " as a whole");
            case SetColumnVisibility set -> {
                if (before != null && isHidden(before.extras().definition()) == set.visible()) {
                    dialect.furtherDdl().ifPresent(d -> by(d.columnVisibility(name, column, !set.visible())));
                }
            }
        }
    }

    private String formerDefault(TableName table, String column, @Nullable Column before) {
        return before == null ? ddl.dropDefault(table, column) : ddl.restoreDefault(table, before);
    }

    private void ofTable(WholeTableChange change, Situation situation, String at) {
        Schema schema = situation.schema();
        Table table = schema.table(change.table()).orElse(null);
        TableName name = schema.resolve(change.table());
        boolean isNew = table != null && table.isNew();
        switch (change) {
            case CreateTable create -> {
                if (table == null && !create.traits().temporary()) {
                    by(ddl.dropTable(name));
                    losses.add(new Loss(name, "what is in " + name));
                }
            }
            case DropTable ignored -> {
                if (isNew) {
                    forget(name);
                } else if (table != null) {
                    never(at + " drops " + name + " and its rows");
                }
            }
            case RenameTable rename -> by(ddl.renameTable(name.named(rename.newName()), name.name()));
            case DropConstraint drop -> {
                if (table != null) {
                    table.constraint(drop.name()).ifPresent(c -> by(ddl.addConstraint(name, c.name(), c.definition())));
                }
            }
            case ValidateConstraint ignored -> {}
            case RenameConstraint rename -> by(ddl.renameConstraint(name, rename.newName(), rename.name()));
            case Truncate ignored -> {
                if (!isNew) {
                    never(at + " empties " + name);
                }
            }
            case RebuildTable ignored -> {}
            case ReplacePrimaryKey ignored -> ofWhole(change, situation, table, at + " (another primary key)");
            case SetTableOption option ->
                ofWhole(change, situation, table, at + " (" + option.option().name() + ")");
            case ConvertCharacterSet ignored -> ofWhole(change, situation, table, at + " (convert to character set)");
            case ChangePartitions ignored -> ofWhole(change, situation, table, at + " (partitions)");
            case AlterOtherwise other -> ofWhole(change, situation, table, at + " (" + other.action() + ")");
        }
    }

    private void ofWhole(WholeTableChange change, Situation situation, @Nullable Table table, String what) {
        if (table != null && table.isNew()) {
            return;
        }
        Optional<List<String>> inverse =
                Optional.ofNullable(table).flatMap(t -> TableInverses.of(change, situation, t));
        inverse.ifPresentOrElse(this::by, () -> never(what + " has no known opposite"));
    }

    private void ofIndex(IndexChange change, Schema schema, String at) {
        switch (change) {
            case CreateIndex create ->
                schema.table(create.table()).ifPresent(t -> {
                    String name = create.name() == null ? ConstraintNames.ofIndex(create, t, names) : create.name();
                    boolean wasThere = t.index(name).filter(Index::valid).isPresent();
                    if (!wasThere) {
                        by(ddl.dropIndexIfThere(t.name(), name));
                    }
                });
            case DropIndex drop ->
                schema.index(drop.table(), drop.index()).ifPresent(found -> {
                    String definition = found.getValue().shape().definition();
                    if (definition.isEmpty()) {
                        never(at + " drops an index of its own migration");
                    } else {
                        by(definition);
                    }
                });
            case RenameIndex rename -> {
                TableName before = schema.resolve(rename.index());
                by(ddl.renameIndex(before.named(rename.table().name()), rename.newName(), before.name()));
            }
            case SetIndexVisibility set ->
                schema.index(set.table(), set.index())
                        .filter(found -> isHidden(found.getValue().shape().definition()) == set.visible())
                        .ifPresent(found -> dialect.furtherDdl()
                                .ifPresent(d -> by(d.indexVisibility(
                                        found.getKey().name(), found.getValue().name(), !set.visible()))));
        }
    }

    /** Of a column or index, by the words of its definition. */
    private static boolean isHidden(@Nullable String definition) {
        return definition != null && HIDDEN.matcher(definition).find();
    }

    private void ofWritten(Change.RunAsWritten written, String at) {
        if (!written.undo().isEmpty()) {
            by(written.undo());
        } else if (!LEAVES_NOTHING.contains(written.action())) {
            never(at + " (" + written.action() + " " + written.object()
                    + ") has no opposite that follows from its text");
        }
    }
}
