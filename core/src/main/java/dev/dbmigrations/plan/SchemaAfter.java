package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddExclusion;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.change.AddConstraint.Validation;
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
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.Statement;
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
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Column.Extras;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How the tables look when a change is done: what lets the next statement be planned, and a statement be judged by the
 * tables its own migration makes. What is not needed for that is not tracked.
 */
public record SchemaAfter(Names names) {

    /** When the whole migration is done. */
    public Schema after(Schema schema, Migration migration) {
        Schema later = schema;
        for (Statement statement : migration.statements()) {
            for (Change change : statement.changes()) {
                later = after(later, change);
            }
        }
        return later;
    }

    public Schema after(Schema schema, Change change) {
        return switch (change) {
            case CreateTable create -> created(schema, create);
            case DropTable drop ->
                schema.table(drop.table())
                        .map(table -> References.without(schema, table, List.of()))
                        .orElse(schema)
                        .without(drop.table());
            case TableChange onTable ->
                schema.table(onTable.table())
                        .map(table -> replaced(schema, table, after(table, onTable)))
                        .orElseGet(() -> withoutTable(schema, onTable));
            case Change.RunAsWritten written -> DroppedViews.gone(schema, written, names);
            case Change.Unrecognized ignored -> schema;
        };
    }

    private static Schema replaced(Schema schema, Table old, Table now) {
        Schema others = old.name().equals(now.name()) ? schema : schema.without(old.name());
        return References.without(others.with(now), old, now.constraints());
    }

    private static Schema withoutTable(Schema schema, TableChange change) {
        TableName index = switch (change) {
            case DropIndex drop -> drop.index();
            case RenameIndex rename -> rename.index();
            default -> null;
        };
        if (index == null) {
            return schema;
        }
        return schema.index(index)
                .map(found -> schema.with(
                        withoutIndex(found.getKey(), found.getValue().name())))
                .orElse(schema);
    }

    private Table after(Table table, TableChange change) {
        return switch (change) {
            case ColumnChange column -> afterColumn(table, column);
            case AddConstraint add -> afterConstraint(table, add);
            case IndexChange index -> afterIndex(table, index);
            case WholeTableChange whole -> afterWhole(table, whole);
            case RowChange ignored -> table;
        };
    }

    private Schema created(Schema schema, CreateTable create) {
        if (schema.table(create.table()).isPresent() && create.traits().ifNotExists()) {
            return schema;
        }
        List<Column> columns = new ArrayList<>();
        for (TableName parent : create.traits().parents()) {
            schema.table(parent).ifPresent(p -> columns.addAll(p.columns()));
        }
        create.columns().forEach(c -> columns.add(column(c)));
        Table table = new Table(
                schema.resolve(create.table()),
                Table.Kind.TABLE,
                columns,
                List.of(),
                List.of(),
                Table.Surroundings.NEW);
        for (AddConstraint constraint : create.constraints()) {
            table = afterConstraint(table, constraint);
        }
        for (CreateIndex index : create.traits().further().indexes()) {
            table = afterIndex(table, index);
        }
        return schema.with(table);
    }

    private static Column column(NewColumn column) {
        return new Column(
                column.name(), column.type(), !column.notNull(), column.defaultSql(), column.generation(), Extras.NONE);
    }

    private Table afterColumn(Table table, ColumnChange change) {
        String name = change.column();
        return switch (change) {
            case AddColumn add -> added(table, add);
            case DropColumn ignored -> table.withoutColumn(name);
            case RenameColumn rename -> renamed(table, name, rename.newName());
            case SetNotNull ignored -> table.changingColumn(name, c -> c.withNullable(false));
            case DropNotNull ignored -> table.changingColumn(name, c -> c.withNullable(true));
            case SetDefault set -> table.changingColumn(name, c -> c.withDefault(set.expression()));
            case DropDefault ignored -> table.changingColumn(name, c -> c.withDefault(null));
            case ChangeType type -> table.changingColumn(name, c -> c.ofType(type.type()));
            case RedefineColumn redefine ->
                renamed(
                        table.changingColumn(
                                name, c -> column(redefine.definition()).named(name)),
                        name,
                        redefine.definition().name());
            case SetColumnVisibility ignored -> table;
        };
    }

    private Table added(Table table, AddColumn add) {
        if (table.column(add.column()).isPresent()) {
            return table;
        }
        Table wider = table.withColumn(column(add.definition()));
        for (NewColumn.Inline inline : add.definition().constraints()) {
            wider = afterConstraint(wider, inline.constraint());
        }
        return wider;
    }

    private Table renamed(Table table, String from, String to) {
        List<Constraint> constraints = table.constraints().stream()
                .map(c -> new Constraint(
                        c.name(),
                        c.kind(),
                        swapped(c.columns(), from, to),
                        names.renameColumn(c.definition(), from, to),
                        c.validated(),
                        c.target(),
                        c.comment()))
                .toList();
        List<Index> indexes = table.indexes().stream()
                .map(i -> new Index(
                        i.name(),
                        i.unique(),
                        i.valid(),
                        i.parts().stream()
                                .map(p -> new Index.Part(
                                        from.equals(p.column()) ? to : p.column(),
                                        names.renameColumn(p.sql(), from, to)))
                                .toList(),
                        swapped(i.included(), from, to),
                        i.shape()))
                .toList();
        return table.changingColumn(from, c -> c.named(to))
                .withConstraints(constraints)
                .withIndexes(indexes);
    }

    private static List<String> swapped(List<String> columns, String from, String to) {
        return columns.stream().map(c -> c.equals(from) ? to : c).toList();
    }

    private Table afterConstraint(Table table, AddConstraint add) {
        String name = ConstraintNames.of(add, table, names);
        return switch (add) {
            case AddForeignKey fk ->
                table.withConstraint(new Constraint(
                        name, Kind.FOREIGN_KEY, fk.columns(), fk.definition(), isValid(fk.validation()), fk.target()));
            case AddCheck check ->
                table.withConstraint(new Constraint(
                        name,
                        Kind.CHECK,
                        Mentions.columns(check.expression(), table, names),
                        check.definition(),
                        isValid(check.validation()),
                        null));
            case AddUnique unique -> withKey(table, name, Kind.UNIQUE, unique.columns(), unique.definition());
            case AddPrimaryKey key -> {
                Table keyed = withKey(table, name, Kind.PRIMARY_KEY, key.columns(), key.definition());
                for (String column : key.columns()) {
                    keyed = keyed.changingColumn(column, c -> c.withNullable(false));
                }
                yield keyed;
            }
            case AddExclusion exclusion ->
                table.withConstraint(
                        new Constraint(name, Kind.EXCLUSION, List.of(), exclusion.definition(), true, null));
            case AddNotNull notNull -> table.changingColumn(notNull.column(), c -> c.withNullable(false));
        };
    }

    private static boolean isValid(Validation validation) {
        return validation == Validation.AT_ONCE;
    }

    private Table withKey(Table table, String name, Kind kind, List<String> columns, String definition) {
        return table.withConstraint(new Constraint(name, kind, columns, definition, true, null))
                .withIndex(index(name, columns, true, name));
    }

    private Index index(
            String name, List<String> columns, boolean unique, @org.jspecify.annotations.Nullable String constraint) {
        List<Index.Part> parts =
                columns.stream().map(c -> new Index.Part(c, names.quote(c))).toList();
        return new Index(
                name, unique, true, parts, List.of(), new Index.Shape("btree", null, "", constraint, "", Set.of()));
    }

    private Table afterIndex(Table table, IndexChange change) {
        return switch (change) {
            case CreateIndex create ->
                table.withIndex(index(
                        create.name() == null ? ConstraintNames.ofIndex(create, table, names) : create.name(),
                        create.columns(),
                        create.how().unique(),
                        null));
            case DropIndex drop -> withoutIndex(table, drop.index().name());
            case RenameIndex ignored -> table;
            case SetIndexVisibility ignored -> table;
        };
    }

    private static Table withoutIndex(Table table, String name) {
        return table.withIndexes(
                table.indexes().stream().filter(i -> !i.name().equals(name)).toList());
    }

    private Table withPrimaryKey(Table table, ReplacePrimaryKey replace) {
        String name = table.primaryKey().map(Constraint::name).orElse("");
        Table bare = withoutIndex(
                table.withConstraints(table.constraints().stream()
                        .filter(c -> c.kind() != Kind.PRIMARY_KEY)
                        .toList()),
                name);
        return afterConstraint(
                bare,
                new AddPrimaryKey(
                        table.name(), name.isEmpty() ? null : name, replace.columns(), replace.definition(), null));
    }

    private Table afterWhole(Table table, WholeTableChange change) {
        return switch (change) {
            case RenameTable rename -> table.named(table.name().named(rename.newName()));
            case DropConstraint drop -> withoutConstraint(table, drop.name());
            case ValidateConstraint validate -> mapped(table, validate.name(), Constraint::asValidated);
            case RenameConstraint rename -> mapped(table, rename.name(), c -> c.named(rename.newName()));
            case Truncate ignored -> emptied(table);
            case ReplacePrimaryKey replace -> withPrimaryKey(table, replace);
            case SetTableOption ignored -> table;
            case ConvertCharacterSet ignored -> table;
            case RebuildTable ignored -> table;
            case ChangePartitions ignored -> table;
            case AlterOtherwise ignored -> table;
            case CreateTable ignored -> table;
            case DropTable ignored -> table;
        };
    }

    /** The index of a key goes with it; one that happens to have the name of a foreign key stays. */
    private static Table withoutConstraint(Table table, String name) {
        Table bare = table.withConstraints(
                table.constraints().stream().filter(c -> !c.name().equals(name)).toList());
        boolean isKey = table.constraint(name).map(Constraint::isKey).orElse(true);
        return isKey ? withoutIndex(bare, name) : bare;
    }

    private static Table mapped(Table table, String name, java.util.function.UnaryOperator<Constraint> change) {
        return table.withConstraints(table.constraints().stream()
                .map(c -> c.name().equals(name) ? change.apply(c) : c)
                .toList());
    }

    private static Table emptied(Table table) {
        Table.Surroundings around = table.surroundings();
        return new Table(
                table.name(),
                table.kind(),
                table.columns(),
                table.indexes(),
                table.constraints(),
                new Table.Surroundings(
                        Size.EMPTY,
                        around.isNew(),
                        around.referencing(),
                        around.dependents(),
                        around.triggers(),
                        around.views()),
                table.storage());
    }
}
