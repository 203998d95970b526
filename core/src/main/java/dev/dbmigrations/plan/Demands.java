package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.ColumnChange;
import dev.dbmigrations.change.IndexChange;
import dev.dbmigrations.change.TableChange;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Conversions;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change demands of the rows that are there, whatever way it is carried out: asked before the first step, so that nothing is
 * begun that the rows would stop half way. A table that the migration itself makes, or that is empty, is asked nothing.
 */
final class Demands {
    /** How many rows may be compared with one another, which takes the square of their number. */
    private static final long MOST_COMPARED = 10_000;

    private final Situation situation;
    private final Way way;
    private final Table table;
    private final DataChecks checks;
    private final List<DataCheck> found = new ArrayList<>();

    private Demands(Situation situation, Way way, Table table) {
        this.situation = situation;
        this.way = way;
        this.table = table;
        this.checks = new DataChecks(situation);
    }

    /** How a change is carried out. */
    enum Way {
        /** By the server, in the words of the author. */
        AS_WRITTEN,
        /** In steps that know the conversions of the directives. */
        IN_STEPS
    }

    static List<DataCheck> of(Situation situation, Way way) {
        Change change = situation.clause().change();
        Optional<Table> table =
                change instanceof TableChange on ? situation.schema().table(on.table()) : Optional.empty();
        boolean hasRows = table.filter(t -> !t.isNew() && !t.size().isEmpty() && hasRowsOfItsOwn(t))
                .isPresent();
        if (!hasRows) {
            return List.of();
        }
        Demands demands = new Demands(situation, way, table.orElseThrow());
        demands.add(change);
        return demands.found;
    }

    private static boolean hasRowsOfItsOwn(Table table) {
        return switch (table.kind()) {
            case TABLE, PARTITIONED, PARTITION -> true;
            case VIEW, MATERIALIZED_VIEW, FOREIGN -> false;
        };
    }

    private void add(Change change) {
        switch (change) {
            case AddConstraint constraint -> constraint(constraint);
            case IndexChange.CreateIndex index -> index(index);
            case ColumnChange.SetNotNull notNull -> nulls(notNull.column());
            case ColumnChange.ChangeType type -> type(type);
            case WholeTableChange.ConvertCharacterSet convert -> texts(convert);
            case WholeTableChange.ReplacePrimaryKey key -> key(key.definition(), key.columns(), true);
            default -> {
                // Nothing else looks at the rows.
            }
        }
    }

    private void constraint(AddConstraint constraint) {
        switch (constraint) {
            case AddConstraint.AddForeignKey key -> {
                if (key.validation() == Validation.AT_ONCE) {
                    orphans(key);
                }
            }
            case AddConstraint.AddCheck check -> {
                boolean mentions = !Mentions.columns(check.expression(), table, situation.names())
                        .isEmpty();
                if (check.validation() == Validation.AT_ONCE && mentions) {
                    found.add(checks.violations(table, check.expression()));
                }
            }
            case AddConstraint.AddUnique unique -> {
                if (unique.usingIndex() == null) {
                    key(unique.definition(), unique.columns(), false);
                }
            }
            case AddConstraint.AddPrimaryKey key -> {
                List<String> columns = Optional.ofNullable(key.usingIndex())
                        .flatMap(table::index)
                        .map(Index::keyColumns)
                        .orElse(key.columns());
                if (key.usingIndex() == null) {
                    key(key.definition(), columns, true);
                } else {
                    columns.forEach(this::nulls);
                }
            }
            case AddConstraint.AddNotNull notNull -> {
                if (notNull.validation() == Validation.AT_ONCE) {
                    nulls(notNull.column());
                }
            }
            case AddConstraint.AddExclusion exclusion -> overlaps(exclusion);
        }
    }

    private void nulls(String column) {
        boolean filled = situation.directives().conversions().up().containsKey(column);
        boolean mayBe = table.column(column).filter(Column::nullable).isPresent();
        if (mayBe && !filled) {
            found.add(checks.nulls(table, column));
        }
    }

    private void key(String definition, List<String> columns, boolean primary) {
        boolean there = !columns.isEmpty()
                && columns.stream().allMatch(c -> table.column(c).isPresent());
        if (!there) {
            return;
        }
        if (primary) {
            columns.forEach(this::nulls);
        }
        int open = definition.indexOf('(');
        found.add(checks.duplicates(
                table,
                open < 0
                        ? UniqueKey.of(columns, situation.names())
                        : UniqueKey.of(definition, columns, table, situation.names())));
    }

    private void index(IndexChange.CreateIndex index) {
        boolean there = index.columns().stream().allMatch(c -> table.column(c).isPresent());
        boolean known = index.name() != null
                && index.how().ifNotExists()
                && table.index(index.name()).isPresent();
        if (index.how().unique() && there && !known && index.tail().contains("(")) {
            String tail = index.tail().substring(index.tail().indexOf('('));
            found.add(checks.duplicates(table, UniqueKey.of(tail, index.columns(), table, situation.names())));
        }
    }

    private void orphans(AddConstraint.AddForeignKey key) {
        Optional<Table> parent = situation.schema().table(key.target().table());
        if (parent.isEmpty()) {
            return;
        }
        List<String> columns = key.target().columns().isEmpty()
                ? parent.get().primaryKey().map(Constraint::columns).orElse(List.of())
                : key.target().columns();
        boolean fits = !parent.get().isNew()
                && columns.size() == key.columns().size()
                && columns.stream().allMatch(c -> parent.get().column(c).isPresent())
                && key.columns().stream().allMatch(c -> table.column(c).isPresent());
        if (fits) {
            boolean full = situation.can(Capability.DEFERRED_VALIDATION)
                    && key.definition()
                            .toUpperCase(Locale.ROOT)
                            .replaceAll("\\s+", " ")
                            .contains("MATCH FULL");
            found.add(checks.orphans(
                    table,
                    key.columns(),
                    new Constraint.Target(parent.get().name(), columns),
                    parent.get().name(),
                    full));
        }
    }

    private void overlaps(AddConstraint.AddExclusion exclusion) {
        if (table.iterationKey().isEmpty()) {
            return;
        }
        String name = exclusion.name() == null ? "the exclusion constraint" : exclusion.name();
        Exclusion.of(exclusion.definition())
                .filter(understood -> understood.hasEquality() || table.size().rows() <= MOST_COMPARED)
                .ifPresent(understood -> found.add(checks.overlaps(table, name, understood)));
    }

    private void type(ColumnChange.ChangeType type) {
        Optional<Column> column = table.column(type.column()).filter(c -> !c.isComputed());
        if (column.isEmpty()) {
            return;
        }
        ColumnChange.Definition within = type.within();
        if (within != null && within.notNull()) {
            nulls(type.column());
        }
        misfits(new Conversions.Asked(
                table,
                column.get(),
                type.type(),
                text(type, within),
                expression(type.column(), type.using()),
                loss(type.column())));
    }

    private static Conversions.Text text(ColumnChange.ChangeType type, ColumnChange.@Nullable Definition within) {
        return new Conversions.Text(within == null ? null : within.sql(), type.collation());
    }

    private void misfits(Conversions.Asked asked) {
        Conversions conversions = situation.server().dialect().conversions();
        Optional<Conversions.Misfit> misfit = conversions.misfit(asked);
        misfit.ifPresent(m -> found.add(checks.misfits(table, asked.column(), m)));
        conversions.value(asked).ifPresent(value -> equalAfter(asked.column().name(), value, misfit));
    }

    /** Values that were different and are the same in the new type. */
    private void equalAfter(String column, String value, Optional<Conversions.Misfit> misfit) {
        for (Index index : table.indexes()) {
            if (!index.unique() || !index.valid() || !index.keyColumns().contains(column) || index.hasExpression()) {
                continue;
            }
            List<String> parts = index.keyColumns().stream()
                    .map(c -> c.equals(column)
                            ? "(" + value + ")"
                            : situation.names().quote(c))
                    .toList();
            String predicate = Optional.ofNullable(index.shape().predicate()).orElse("");
            String fits = misfit.filter(m -> m.preparation().isEmpty())
                    .map(m -> "(" + m.condition() + ") IS NOT TRUE")
                    .orElse("");
            String rows = predicate.isEmpty() || fits.isEmpty() ? predicate + fits : "(" + predicate + ") AND " + fits;
            found.add(checks.duplicates(table, new UniqueKey(parts, parts, rows, UniqueKey.Nulls.DISTINCT)));
        }
    }

    private void texts(WholeTableChange.ConvertCharacterSet convert) {
        String collation = convert.collation();
        for (Column column : table.columns()) {
            if (!column.isComputed()) {
                misfits(new Conversions.Asked(
                        table,
                        column,
                        column.type(),
                        new Conversions.Text("CHARACTER SET " + convert.characterSet(), collation),
                        null,
                        loss(column.name())));
            }
        }
    }

    /** The way back of a type takes away what only the wider type could hold, and says so where it is asked for. */
    private Conversions.Loss loss(String column) {
        boolean accepted = situation.options().clients() == PlanningOptions.Clients.AHEAD
                || situation.directives().conversions().up().containsKey(column);
        return accepted ? Conversions.Loss.ACCEPTED : Conversions.Loss.REFUSED;
    }

    private @Nullable String expression(String column, @Nullable String written) {
        return way == Way.AS_WRITTEN
                ? written
                : situation.directives().conversions().up().getOrDefault(column, written);
    }
}
