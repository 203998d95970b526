package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.RowChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.database.mysql.MySqlVersion.Flavour;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.dialect.Lock;
import dev.dbmigrations.dialect.Lock.Blocks;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rung a statement will be done at, by the tables of safety catalogue 3.1 and what was measured on MariaDB 10.11. */
final class Prediction {
    private final Schema schema;
    private final MySqlVersion release;

    Prediction(Schema schema, MySqlVersion release) {
        this.schema = schema;
        this.release = release;
    }

    Impact of(Clause clause) {
        return switch (clause.change()) {
            case RowChange rows -> rowsOf(rows.table());
            case TableChange change -> ofTable(change);
            case Change.RunAsWritten written -> ofWritten(written);
            case Change.Unrecognized ignored -> Impact.NONE;
        };
    }

    private static Impact rowsOf(TableName table) {
        return new Impact(List.of(new Lock(table, "row locks", Blocks.NOTHING)), Work.ROWS);
    }

    private Impact ofWritten(Change.RunAsWritten written) {
        boolean locks = written.action().matches("(create|drop) (trigger|view)|(optimize|repair) table");
        if (!locks || written.tables().isEmpty()) {
            return Impact.NONE;
        }
        boolean rebuilds = written.action().startsWith("optimize");
        TableName table = schema.resolve(written.tables().getFirst());
        return rebuilds ? Rung.INPLACE.on(table, Work.REWRITE) : Rung.INSTANT.on(table, Work.METADATA);
    }

    private Impact ofTable(TableChange change) {
        TableName name = schema.resolve(change.table());
        Optional<Table> table = schema.table(name);
        if (table.isEmpty() || table.get().isNew()) {
            boolean unseen = table.isPresent() || change instanceof WholeTableChange.CreateTable;
            return unseen ? Impact.NONE : Rung.INSTANT.on(name, Work.METADATA);
        }
        Rung rung = rung(change, table.get());
        Impact own = rung.on(name, RungWork.of(rung, change, table.get(), release));
        return change instanceof AddConstraint.AddForeignKey key ? withParent(own, key) : own;
    }

    /** The parent's metadata is locked too. */
    private Impact withParent(Impact own, AddConstraint.AddForeignKey key) {
        Lock parent = new Lock(schema.resolve(key.target().table()), "metadata", Blocks.SCHEMA_CHANGES);
        return new Impact(List.of(own.locks().getFirst(), parent), own.work());
    }

    private Rung rung(TableChange change, Table table) {
        return switch (change) {
            case ColumnChange column -> ofColumn(column, table);
            case AddConstraint.AddForeignKey key ->
                key.validation() == AddConstraint.Validation.DEFERRED ? cheapIndex() : copy(table);
            case AddConstraint.AddUnique unique -> cheapIndex();
            case AddConstraint.AddPrimaryKey key -> Rung.INPLACE;
            case AddConstraint other -> copy(table);
            case IndexChange.CreateIndex create -> ofIndex(create, table);
            case IndexChange.DropIndex drop -> cheapIndex();
            case IndexChange.RenameIndex rename -> ofRenamedIndex();
            case IndexChange.SetIndexVisibility visibility -> release.isMariaDb() ? Rung.INSTANT : Rung.INPLACE;
            case WholeTableChange whole -> ofWhole(whole, table);
            case RowChange rows -> Rung.INSTANT;
        };
    }

    /** Secondary indexes leave the rows where they are. */
    private Rung cheapIndex() {
        return release.isMariaDb() ? Rung.NOCOPY : Rung.INPLACE;
    }

    private Rung ofIndex(IndexChange.CreateIndex create, Table table) {
        IndexChange.Kind kind = create.how().kind();
        if (kind == IndexChange.Kind.FULLTEXT) {
            return hasFulltext(table) && release.isMariaDb() ? Rung.NOCOPY_SHARED : Rung.INPLACE_SHARED;
        }
        if (kind == IndexChange.Kind.SPATIAL) {
            return release.isMariaDb() ? Rung.NOCOPY_SHARED : Rung.INPLACE_SHARED;
        }
        return cheapIndex();
    }

    /** MariaDB from 11.2 on copies while rows are written, but not what cascades write (safety catalogue MY11, MY38). */
    private Rung copy(Table table) {
        return release.is(Flavour.MARIADB, 11, 2, 0) && !Cascades.write(table) ? Rung.COPY : Rung.COPY_SHARED;
    }

    private Rung ofColumn(ColumnChange change, Table table) {
        return switch (change) {
            case ColumnChange.AddColumn add -> ofAddColumn(add, table);
            case ColumnChange.DropColumn drop -> ofDropColumn(drop, table);
            case ColumnChange.RenameColumn ignored -> instantRename();
            case ColumnChange.SetNotNull ignored -> Rung.INPLACE;
            case ColumnChange.DropNotNull ignored -> letsNullsIn(table);
            case ColumnChange.SetDefault ignored -> Rung.INSTANT;
            case ColumnChange.DropDefault ignored -> Rung.INSTANT;
            case ColumnChange.ChangeType type ->
                new TypeChange(table, release)
                        .rung(type)
                        .map(rung -> atLeast(rung, nullability(type, table)))
                        .orElse(copy(table));
            case ColumnChange.RedefineColumn ignored -> copy(table);
            case ColumnChange.SetColumnVisibility ignored -> Rung.INSTANT;
        };
    }

    private Rung letsNullsIn(Table table) {
        return release.isMariaDb() && table.storage().rowFormat().equals("redundant") ? Rung.INSTANT : Rung.INPLACE;
    }

    /** A type is changed within a whole definition, which may also say NOT NULL where it was not said, or leave it out. */
    private Rung nullability(ColumnChange.ChangeType type, Table table) {
        if (type.within() == null || RungWork.keepsNullability(type, table)) {
            return Rung.INSTANT;
        }
        return type.within().notNull() ? Rung.INPLACE : letsNullsIn(table);
    }

    private static Rung atLeast(Rung one, Rung other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Rung ofRenamedIndex() {
        return release.isMariaDb() ? Rung.INSTANT : Rung.INPLACE;
    }

    private Rung instantRename() {
        return release.isMariaDb() || release.is(Flavour.MYSQL, 8, 0, 28) ? Rung.INSTANT : Rung.INPLACE;
    }

    private Rung ofAddColumn(ColumnChange.AddColumn add, Table table) {
        String sql = add.sql().toLowerCase(Locale.ROOT);
        Generation generation = add.definition().generation();
        if (generation == Generation.COMPUTED_STORED || hasExpressionDefault(add)) {
            return copy(table);
        }
        if (generation == Generation.IDENTITY_BY_DEFAULT) {
            return Rung.INPLACE_SHARED;
        }
        if (add.definition().constraints().stream().anyMatch(c -> isReadForRows(c.constraint()))) {
            return copy(table);
        }
        if (sql.matches("(?s).*\\bunique\\b.*") || isCompressed(table)) {
            return Rung.INPLACE;
        }
        boolean placed = add.definition().attributes().place().isSaid();
        return generation == Generation.COMPUTED_VIRTUAL ? Rung.INSTANT : instantOr(table, placed);
    }

    /** MariaDB knows that nothing can break a CHECK of a new column; MySQL before 9.0 passes inline REFERENCES over. */
    private boolean isReadForRows(AddConstraint constraint) {
        return switch (constraint) {
            case AddConstraint.AddForeignKey key -> release.isMariaDb() || release.is(Flavour.MYSQL, 9, 0, 0);
            case AddConstraint.AddCheck check -> !release.isMariaDb();
            case AddConstraint.AddUnique unique -> false;
            case AddConstraint.AddPrimaryKey key -> false;
            case AddConstraint.AddExclusion exclusion -> false;
            case AddConstraint.AddNotNull notNull -> false;
        };
    }

    /** MariaDB works constants out once. */
    private boolean hasExpressionDefault(ColumnChange.AddColumn add) {
        String given = add.definition().defaultSql();
        boolean isConstant = given != null && release.isMariaDb() && given.matches("[(\\d+*/ .)-]+");
        return given != null && given.startsWith("(") && !isConstant;
    }

    private Rung instantOr(Table table, boolean placed) {
        if (hasFulltext(table)) {
            return besideFulltext(table);
        }
        if (hasIndexedVirtual(table) && release.isMariaDb()) {
            return Rung.INPLACE_SHARED;
        }
        if (placed && release.isMariaDb() && hasVirtual(table)) {
            return copy(table);
        }
        boolean lastAtLeast = !placed && !release.is(Flavour.MYSQL, 8, 0, 29);
        return lastAtLeast || RowVersions.canBeAdded(table, release) ? Rung.INSTANT : Rung.INPLACE;
    }

    private Rung ofDropColumn(ColumnChange.DropColumn drop, Table table) {
        Column column = table.column(drop.column()).orElse(null);
        boolean indexed = table.indexes().stream().anyMatch(i -> i.keyColumns().contains(drop.column()));
        boolean virtual = column != null && column.generation() == Generation.COMPUTED_VIRTUAL;
        if (release.isMariaDb() && hasIndexedVirtual(table) && !virtual) {
            return copy(table);
        }
        if (hasFulltext(table)) {
            return isOnlyFulltextOn(table, drop.column()) ? Rung.INPLACE : besideFulltext(table);
        }
        if (isCompressed(table) || (indexed && !release.isMariaDb())) {
            return Rung.INPLACE;
        }
        if (indexed) {
            return Rung.NOCOPY;
        }
        return virtual || RowVersions.canBeAdded(table, release) ? Rung.INSTANT : Rung.INPLACE;
    }

    /** The hidden column that such an index counts by has to be kept. */
    private Rung besideFulltext(Table table) {
        return release.isMariaDb() ? Rung.INPLACE_SHARED : copy(table);
    }

    private static boolean isOnlyFulltextOn(Table table, String column) {
        return table.indexes().stream()
                .filter(i -> i.shape().method().equals("fulltext"))
                .allMatch(i -> i.keyColumns().equals(List.of(column)));
    }

    private Rung ofWhole(WholeTableChange change, Table table) {
        return switch (change) {
            case WholeTableChange.DropConstraint drop ->
                drop.name().equals("PRIMARY") ? ofDropPrimaryKey(table) : ofDropOther(drop, table);
            case WholeTableChange.AlterOtherwise other -> ofOther(other.action().toLowerCase(Locale.ROOT), table);
            case WholeTableChange.SetTableOption set ->
                ofOther(set.option().name() + " " + set.option().value().toLowerCase(Locale.ROOT), table);
            case WholeTableChange.ConvertCharacterSet convert -> ofConvert(table);
            case WholeTableChange.RebuildTable rebuild -> Rung.INPLACE;
            case WholeTableChange.ReplacePrimaryKey replace -> Rung.INPLACE;
            case WholeTableChange.ChangePartitions partitions -> ofPartitions(partitions, table);
            default -> Rung.INSTANT;
        };
    }

    private Rung ofDropOther(WholeTableChange.DropConstraint drop, Table table) {
        if (table.index(drop.name()).isPresent()) {
            return cheapIndex();
        }
        boolean key = table.constraints().stream()
                .anyMatch(c -> c.name().equals(drop.name()) && c.kind() == Constraint.Kind.FOREIGN_KEY);
        return key && !release.isMariaDb() ? Rung.INPLACE : Rung.INSTANT;
    }

    /** Without another unique key to keep the rows by they get a hidden one, which only a copy gives them. */
    private Rung ofDropPrimaryKey(Table table) {
        boolean another = table.indexes().stream()
                .filter(i -> i.unique() && !i.name().equals("PRIMARY") && !i.hasExpression())
                .anyMatch(i -> i.keyColumns().stream()
                        .allMatch(c -> table.column(c).map(k -> !k.nullable()).orElse(false)));
        return another && release.isMariaDb() ? Rung.INPLACE : copy(table);
    }

    /** Only the name is written where there is no text to convert. */
    private Rung ofConvert(Table table) {
        boolean texts = table.columns().stream().anyMatch(c -> TextTypes.isText(c.type()));
        return texts ? copy(table) : described();
    }

    /** Defining and removing copies all rows; the others work under the metadata lock, on few rows or none. */
    private Rung ofPartitions(WholeTableChange.ChangePartitions change, Table table) {
        return switch (change.operation()) {
            case DEFINE, REMOVE -> copy(table);
            case REORGANIZE, COALESCE, REBUILD -> Rung.COPY_SHARED;
            default -> Rung.INSTANT;
        };
    }

    private Rung ofOther(String action, Table table) {
        if (action.matches("(partition by|remove partitioning|order by|convert to|add system versioning).*")
                || (action.startsWith("engine")
                        && !action.contains(table.storage().engine()))) {
            return copy(table);
        }
        if (action.matches(
                "(engine|row_format|force|page_compressed|key_block_size|encryption|change primary key).*")) {
            return Rung.INPLACE;
        }
        if (action.equals("rename index")) {
            return ofRenamedIndex();
        }
        if (action.startsWith("reorder")) {
            return release.isMariaDb() && !isCompressed(table) ? Rung.INSTANT : Rung.INPLACE;
        }
        return action.matches("rename.*|.* keys|modify column|set default.*") ? Rung.INSTANT : described();
    }

    /** Where only the table's description is written: MySQL does not call that instant. */
    private Rung described() {
        return release.isMariaDb() ? Rung.INSTANT : Rung.INPLACE;
    }

    private static boolean isCompressed(Table table) {
        return table.storage().rowFormat().equals("compressed");
    }

    static boolean hasFulltext(Table table) {
        return table.indexes().stream()
                .map(Index::shape)
                .anyMatch(s -> s.method().equals("fulltext"));
    }

    private static boolean hasVirtual(Table table) {
        return table.columns().stream().anyMatch(c -> c.generation() == Generation.COMPUTED_VIRTUAL);
    }

    private static boolean hasIndexedVirtual(Table table) {
        return table.columns().stream()
                .filter(c -> c.generation() == Generation.COMPUTED_VIRTUAL)
                .anyMatch(c ->
                        table.indexes().stream().anyMatch(i -> i.keyColumns().contains(c.name())));
    }
}
