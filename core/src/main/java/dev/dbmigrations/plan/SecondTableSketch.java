package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.ColumnChange.AddColumn;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.change.ColumnChange.DropColumn;
import dev.dbmigrations.change.ColumnChange.RenameColumn;
import dev.dbmigrations.change.Directives.Conversions;
import dev.dbmigrations.change.NewColumn;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Filled;
import dev.dbmigrations.dialect.SecondTable.Indexing;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds out how a second table follows from the changes asked of the first. Not thread-safe. */
final class SecondTableSketch {
    private final Situation first;
    private final Table before;
    private final Map<String, String> forth = new HashMap<>();
    private final Map<String, String> namedAfter = new HashMap<>();
    private final List<String> alterations = new ArrayList<>();

    /**
     * @param first the situation of the first change
     */
    SecondTableSketch(Situation first, Table before) {
        this.first = first;
        this.before = before;
        for (Column column : before.columns()) {
            if (!column.isComputed()) {
                forth.put(column.name(), quoted(column.name()));
                namedAfter.put(column.name(), column.name());
            }
        }
    }

    private String quoted(String column) {
        return first.names().quote(column);
    }

    /** Whether a second table can be what the change asks for. */
    static boolean canBe(Change change) {
        return switch (change) {
            case ColumnChange ignored -> true;
            case AddConstraint.AddUnique unique -> unique.usingIndex() == null;
            case AddConstraint.AddPrimaryKey key -> key.usingIndex() == null;
            case AddConstraint ignored -> true;
            case WholeTableChange.DropConstraint ignored -> true;
            case WholeTableChange.ValidateConstraint ignored -> true;
            case WholeTableChange.ReplacePrimaryKey ignored -> true;
            case WholeTableChange.RebuildTable ignored -> true;
            case WholeTableChange.ConvertCharacterSet ignored -> true;
            case WholeTableChange.SetTableOption ignored -> true;
            case WholeTableChange.AlterOtherwise other ->
                other.action().startsWith("set ")
                        || other.action().endsWith(" column")
                        || other.action().endsWith(" columns");
            case WholeTableChange.CreateTable ignored -> false;
            case WholeTableChange.DropTable ignored -> false;
            case WholeTableChange.RenameTable ignored -> false;
            case WholeTableChange.RenameConstraint ignored -> false;
            case WholeTableChange.Truncate ignored -> false;
            case WholeTableChange.ChangePartitions ignored -> false;
            case dev.dbmigrations.change.IndexChange ignored -> false;
            case dev.dbmigrations.change.RowChange ignored -> false;
            case Change.RunAsWritten ignored -> false;
            case Change.Unrecognized ignored -> false;
        };
    }

    void add(Situation situation) {
        String sql = situation.clause().bareSql();
        switch (situation.clause().change()) {
            case ColumnChange column -> ofColumn(column, situation);
            case AddConstraint.AddNotNull ignored -> alterations.add(sql);
            case WholeTableChange.DropConstraint drop -> {
                boolean notNull = before.constraint(drop.name())
                        .filter(c -> c.kind() == Constraint.Kind.NOT_NULL)
                        .isPresent();
                if (notNull) {
                    alterations.add(sql);
                }
            }
            case WholeTableChange.SetTableOption ignored -> alterations.add(sql);
            case WholeTableChange.ConvertCharacterSet ignored -> alterations.add(sql);
            case WholeTableChange.AlterOtherwise ignored -> alterations.add(sql);
            default -> {
                // Keys, checks and foreign keys are made of the table as it is to be.
            }
        }
    }

    private void ofColumn(ColumnChange change, Situation situation) {
        String column = change.column();
        Optional<String> up = Optional.ofNullable(conversions().up().get(column));
        switch (change) {
            case AddColumn add -> {
                if (situation
                        .schema()
                        .table(before.name())
                        .flatMap(t -> t.column(column))
                        .isPresent()) {
                    return;
                }
                up.ifPresent(expression -> forth.put(column, expression));
                boolean placed = add.definition().attributes().place().isSaid()
                        && add.definition().constraints().isEmpty();
                alterations.add(
                        placed
                                ? situation.clause().bareSql()
                                : first.ddl().addColumnAsDefined(before.name(), withoutConstraints(add)));
                return;
            }
            case DropColumn ignored -> {
                forth.remove(column);
                namedAfter.values().removeIf(column::equals);
            }
            case RenameColumn rename -> renamed(column, rename.newName());
            case ChangeType type -> {
                String written = type.using() == null ? forth.get(column) : type.using();
                forth.computeIfPresent(column, (c, old) -> up.orElse(written == null ? old : written));
            }
            case ColumnChange.RedefineColumn redefine -> {
                up.ifPresent(expression -> forth.computeIfPresent(column, (c, old) -> expression));
                renamed(column, redefine.definition().name());
            }
            case ColumnChange.SetNotNull ignored ->
                up.ifPresent(expression -> forth.computeIfPresent(column, (c, old) -> expression));
            case ColumnChange.DropNotNull ignored -> {}
            case ColumnChange.SetDefault ignored -> {}
            case ColumnChange.DropDefault ignored -> {}
            case ColumnChange.SetColumnVisibility ignored -> {}
        }
        alterations.add(situation.clause().bareSql());
    }

    private Conversions conversions() {
        return first.directives().conversions();
    }

    /** A column that is renamed keeps its values; one that is dropped and added again does not (must-not-fail 21). */
    private void renamed(String from, String to) {
        String expression = forth.remove(from);
        if (expression != null) {
            forth.put(to, expression);
        }
        namedAfter.replaceAll((old, now) -> now.equals(from) ? to : now);
    }

    /** Constraints on the column are made with all others. */
    private static String withoutConstraints(AddColumn add) {
        String definition = add.sql();
        for (NewColumn.Inline inline : add.definition().constraints()) {
            definition = definition.replace(inline.sql(), " ");
        }
        return definition.strip();
    }

    /**
     * @param after the table as it is to be
     * @param behind a partition as it is to be
     * @throws PlanRefused when there is no key that both tables have, or something cannot be carried over
     */
    SecondTable finished(Table after, UnaryOperator<Table> behind) {
        SecondTable.Key key = key(after)
                .orElseThrow(() -> first.refused(
                        PlanRefused.Reason.NOT_POSSIBLE,
                        before.name()
                                + " cannot be built anew beside itself: it needs a primary key, or a unique one without NULLs, that stays",
                        "give it one first, or write strategy=direct for a quiet hour"));
        List<Filled> filled = after.columns().stream()
                .filter(c -> !c.isComputed() && forth.containsKey(c.name()))
                .map(c -> new Filled(c.name(), forth.getOrDefault(c.name(), "")))
                .toList();
        var belongings = first.server().oracle().belongings(before);
        List<String> obstacles = new ArrayList<>(belongings.obstacles());
        belongings.partitioning().columns().stream()
                .filter(c -> isAnother(before.needed(c), after))
                .sorted()
                .forEach(c -> obstacles.add(
                        "its partitions are divided by " + c + ", and the server changes no column that divides rows"));
        if (!obstacles.isEmpty()) {
            throw first.refused(
                    PlanRefused.Reason.NOT_POSSIBLE,
                    before.name() + " cannot be built anew beside itself: " + String.join("; ", obstacles),
                    "take that away in a migration before, or write another strategy");
        }
        Indexing indexing = first.options().pace() == Pace.GENTLE ? Indexing.WITH_THE_COPY : Indexing.BEHIND_THE_COPY;
        List<SecondTable.Part> parts = belongings.partitioning().parts().stream()
                .map(p -> new SecondTable.Part(p.table(), behind.apply(p.table()), p.place(), p.belongings()))
                .toList();
        return new SecondTable(
                before,
                after,
                alterations,
                new SecondTable.Rows(key, filled, back(after)),
                belongings,
                indexing,
                parts);
    }

    /** Whether a column goes or gets another type or collation. */
    private boolean isAnother(Column column, Table after) {
        return Optional.ofNullable(namedAfter.get(column.name()))
                .flatMap(after::column)
                .filter(now -> now.type().equals(column.type())
                        && Objects.equals(
                                now.extras().collation(), column.extras().collation()))
                .isEmpty();
    }

    private List<Filled> back(Table after) {
        List<Filled> back = new ArrayList<>();
        for (Column column : before.columns()) {
            if (column.isComputed()) {
                continue;
            }
            String given = conversions().down().get(column.name());
            Optional<Column> now =
                    Optional.ofNullable(namedAfter.get(column.name())).flatMap(after::column);
            if (given != null) {
                back.add(new Filled(column.name(), given));
            } else if (now.isPresent() && !now.get().isComputed()) {
                back.add(new Filled(column.name(), backwards(column, now.get())));
            }
        }
        return back;
    }

    /** A cast would cut a text that is too long without a word; the plain value is refused then. */
    private String backwards(Column before1, Column now) {
        String value = quoted(now.name());
        boolean mayCut = before1.type().matches("(?i).*(char|bit|binary|text).*");
        return before1.type().equals(now.type()) || mayCut ? value : first.ddl().cast(value, before1.type());
    }

    /** The first of the first table's keys that the second one has as well. */
    private Optional<SecondTable.Key> key(Table after) {
        return before.indexes().stream()
                .filter(i -> i.unique() && i.valid() && !i.isPartial() && !i.hasExpression())
                .filter(i -> i.keyColumns().stream()
                        .allMatch(c -> before.column(c)
                                .filter(column -> !column.nullable())
                                .filter(first.server().dialect().keyRanges()::isWalkable)
                                .isPresent()))
                .sorted((a, b) -> Boolean.compare(isPrimary(b), isPrimary(a)))
                .flatMap(i -> counterpart(i, after).stream())
                .findFirst();
    }

    private boolean isPrimary(Index index) {
        return before.primaryKey()
                .filter(p -> p.name().equals(index.shape().constraint()))
                .isPresent();
    }

    private Optional<SecondTable.Key> counterpart(Index index, Table after) {
        List<String> now = index.keyColumns().stream()
                .map(c -> namedAfter.getOrDefault(c, ""))
                .toList();
        boolean there = now.stream().allMatch(forth::containsKey)
                && after.indexes().stream()
                        .anyMatch(i -> i.unique()
                                && !i.isPartial()
                                && !i.hasExpression()
                                && i.keyColumns().equals(now));
        return there ? Optional.of(new SecondTable.Key(index.keyColumns(), now)) : Optional.empty();
    }
}
