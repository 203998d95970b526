package dev.dbmigrations.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as the catalog shows it, with everything that reads or references it.
 *
 * @param name always qualified
 * @param kind what sort of relation
 * @param columns in their order
 * @param indexes all of them, those of constraints included
 * @param constraints its own constraints
 * @param surroundings what points at it from outside
 * @param storage how its rows are kept
 */
public record Table(
        TableName name,
        Kind kind,
        List<Column> columns,
        List<Index> indexes,
        List<Constraint> constraints,
        Surroundings surroundings,
        Storage storage) {

    /** The sort of relation. */
    public enum Kind {
        TABLE,
        PARTITIONED,
        PARTITION,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN
    }

    /**
     * @param size how large the table is
     * @param isNew whether it is created by the migration at hand, so that nobody else uses it
     * @param referencing foreign keys of other tables that point here, each with its table
     * @param dependents views and other readers
     * @param triggers names of the user's row triggers
     * @param views the plain views that can be made again, where servers tie a view to its columns
     */
    public record Surroundings(
            Size size,
            boolean isNew,
            List<Reference> referencing,
            List<Dependent> dependents,
            List<String> triggers,
            List<View> views) {
        public static final Surroundings NEW = new Surroundings(Size.EMPTY, true, List.of(), List.of(), List.of());

        /** Without views. */
        public Surroundings(
                Size size,
                boolean isNew,
                List<Reference> referencing,
                List<Dependent> dependents,
                List<String> triggers) {
            this(size, isNew, referencing, dependents, triggers, List.of());
        }

        public Surroundings {
            views = List.copyOf(views);
            referencing = List.copyOf(referencing);
            dependents = List.copyOf(dependents);
            triggers = List.copyOf(triggers);
        }
    }

    /**
     * How the rows are kept, where servers have a choice of it. Words are lower case and empty where they mean nothing.
     *
     * @param engine the storage engine, for example {@code innodb}
     * @param rowFormat for example {@code dynamic}
     * @param characterSet what texts are written in when a column does not say
     * @param versioned whether the server keeps the rows' history
     * @param rowVersions how many shapes of rows there are that were written before a column came or went without a rewrite
     */
    public record Storage(String engine, String rowFormat, String characterSet, boolean versioned, int rowVersions) {
        public static final Storage ORDINARY = new Storage("", "", "", false, 0);
    }

    /** A foreign key of another table. */
    public record Reference(TableName from, Constraint constraint) {}

    /** In ordinary storage. */
    public Table(
            TableName name,
            Kind kind,
            List<Column> columns,
            List<Index> indexes,
            List<Constraint> constraints,
            Surroundings surroundings) {
        this(name, kind, columns, indexes, constraints, surroundings, Storage.ORDINARY);
    }

    public Table {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        constraints = List.copyOf(constraints);
    }

    public Size size() {
        return surroundings.size();
    }

    public boolean isNew() {
        return surroundings.isNew();
    }

    /** The same once the migration that creates it is over. */
    public Table inUse() {
        Surroundings used = new Surroundings(
                surroundings.size(),
                false,
                surroundings.referencing(),
                surroundings.dependents(),
                surroundings.triggers(),
                surroundings.views());
        return new Table(name, kind, columns, indexes, constraints, used, storage);
    }

    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /**
     * The column of that name, which the caller knows to be there.
     *
     * @throws IllegalArgumentException when it is not
     */
    public Column needed(String columnName) {
        return column(columnName)
                .orElseThrow(() -> new IllegalArgumentException("no column " + columnName + " in " + name));
    }

    public Optional<Index> index(String indexName) {
        return indexes.stream().filter(i -> i.name().equals(indexName)).findFirst();
    }

    public Optional<Constraint> constraint(String constraintName) {
        return constraints.stream().filter(c -> c.name().equals(constraintName)).findFirst();
    }

    public Optional<Constraint> primaryKey() {
        return constraints.stream()
                .filter(c -> c.kind() == Constraint.Kind.PRIMARY_KEY)
                .findFirst();
    }

    public Stream<Constraint> constraintsOn(String columnName) {
        return constraints.stream().filter(c -> c.columns().contains(columnName));
    }

    /** Whether an index begins with the columns, in any order. */
    public boolean isIndexedBy(List<String> wanted) {
        return indexes.stream()
                .map(Index::keyColumns)
                .anyMatch(key -> key.size() >= wanted.size()
                        && key.subList(0, wanted.size()).containsAll(wanted));
    }

    /** The columns to walk the rows by: the primary key, else a unique key whose columns are all NOT NULL; may be empty. */
    public List<String> iterationKey() {
        return primaryKey()
                .map(Constraint::columns)
                .orElseGet(() -> indexes.stream()
                        .filter(i -> i.unique() && i.valid() && !i.isPartial() && !i.hasExpression())
                        .map(Index::keyColumns)
                        .filter(this::allNotNull)
                        .min((a, b) -> Integer.compare(a.size(), b.size()))
                        .orElse(List.of()));
    }

    private boolean allNotNull(List<String> names) {
        return names.stream().allMatch(n -> column(n).map(c -> !c.nullable()).orElse(false));
    }

    public Table withColumns(List<Column> newColumns) {
        return new Table(name, kind, newColumns, indexes, constraints, surroundings, storage);
    }

    public Table withIndexes(List<Index> newIndexes) {
        return new Table(name, kind, columns, newIndexes, constraints, surroundings, storage);
    }

    public Table withConstraints(List<Constraint> newConstraints) {
        return new Table(name, kind, columns, indexes, newConstraints, surroundings, storage);
    }

    public Table named(TableName newName) {
        return new Table(newName, kind, columns, indexes, constraints, surroundings, storage);
    }

    public Table withColumn(Column column) {
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return withColumns(all);
    }

    public Table changingColumn(String columnName, UnaryOperator<Column> change) {
        return withColumns(columns.stream()
                .map(c -> c.name().equals(columnName) ? change.apply(c) : c)
                .collect(Collectors.toList()));
    }

    public Table withoutColumn(String columnName) {
        return new Table(
                name,
                kind,
                columns.stream().filter(c -> !c.name().equals(columnName)).toList(),
                indexes.stream()
                        .filter(i -> !i.keyColumns().contains(columnName))
                        .toList(),
                constraints.stream()
                        .filter(c -> !c.columns().contains(columnName))
                        .toList(),
                surroundings,
                storage);
    }

    public Table withConstraint(Constraint constraint) {
        List<Constraint> all = new ArrayList<>(constraints);
        all.add(constraint);
        return withConstraints(all);
    }

    public Table withIndex(Index index) {
        List<Index> all = new ArrayList<>(indexes);
        all.add(index);
        return withIndexes(all);
    }
}
