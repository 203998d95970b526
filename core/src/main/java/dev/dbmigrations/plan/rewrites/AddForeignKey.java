package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds a foreign key without stopping writes on either table while the rows are compared.
 *
 * <pre>
 * asked:  ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p
 * done:   look for orphans │ add the key, unvalidated │ validate
 *
 * where the server cannot on partitioned tables:
 *         look for orphans │ for each partition: add the key, unvalidated │ validate each │ add that of the whole
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class AddForeignKey implements Rewrite<AddConstraint.AddForeignKey> {

    @Override
    public Class<AddConstraint.AddForeignKey> handles() {
        return AddConstraint.AddForeignKey.class;
    }

    @Override
    public Sketch sketch(AddConstraint.AddForeignKey change, Situation situation) {
        Table table = situation.table(change.table());
        Table parent = situation.table(change.target().table());
        boolean canDefer = situation.can(Capability.DEFERRED_VALIDATION)
                && (table.kind() != Table.Kind.PARTITIONED
                        || situation.can(Capability.DEFERRED_VALIDATION_ON_PARTITIONED));
        boolean unchecked = situation.can(Capability.UNCHECKED_FOREIGN_KEYS);
        Optional<Leaves> leaves = canDefer || unchecked ? Optional.empty() : leaves(table, parent, situation);
        boolean possible = canDefer || unchecked || leaves.isPresent();
        if (table.isNew() || change.validation() == Validation.DEFERRED || !possible) {
            return Sketch.asWritten();
        }
        if (bothSmall(situation, table, parent)) {
            return small(change, situation, table, parent);
        }
        change.columns().forEach(c -> situation.column(table, c));
        if (unchecked) {
            return unchecked(change, situation, table, parent);
        }
        if (leaves.isPresent()) {
            return PartitionedKey.sketch(situation, table, named(change, situation, table, parent), leaves.get())
                    .note(indexNote(table, change));
        }
        Constraint.Target target = target(change, parent);
        String name = ConstraintNames.of(change, table, situation.names());
        var deferred = new AddConstraint.AddForeignKey(
                table.name(), name, change.columns(), target, change.definition(), Validation.DEFERRED);
        return Sketch.by(Strategy.ONLINE)
                .check(new DataChecks(situation).orphans(table, change.columns(), target, parent.name()))
                .note(indexNote(table, change))
                .migrate(situation
                        .pen()
                        .brief(
                                "add foreign key " + name + " for new rows",
                                situation.impact(deferred),
                                Undo.Run.of(situation.ddl().dropConstraint(table.name(), name)),
                                situation.ddl().addConstraintUnvalidated(table.name(), name, change.definition())))
                .migrate(situation
                        .pen()
                        .shared(
                                "validate foreign key " + name,
                                situation.impact(new ValidateConstraint(table.name(), name)),
                                table,
                                situation.ddl().validateConstraint(table.name(), name)));
    }

    /** A key between two partitioned tables is left to the server. */
    private static Optional<Leaves> leaves(Table table, Table parent, Situation situation) {
        return situation.can(Capability.DEFERRED_VALIDATION) && parent.kind() != Table.Kind.PARTITIONED
                ? Leaves.of(table, situation)
                : Optional.empty();
    }

    /** With the name and the columns that the server would choose. */
    private static AddConstraint.AddForeignKey named(
            AddConstraint.AddForeignKey change, Situation situation, Table table, Table parent) {
        return new AddConstraint.AddForeignKey(
                table.name(),
                ConstraintNames.of(change, table, situation.names()),
                change.columns(),
                target(change, parent),
                change.definition(),
                Validation.AT_ONCE);
    }

    private static Sketch small(AddConstraint.AddForeignKey change, Situation situation, Table table, Table parent) {
        Constraint.Target target = target(change, parent);
        Sketch sketch = Sketch.asWritten();
        boolean fits = !parent.isNew()
                && target.columns().size() == change.columns().size()
                && target.columns().stream().allMatch(c -> parent.column(c).isPresent());
        return !fits
                ? sketch
                : sketch.checkRows(
                        table,
                        change.columns(),
                        () -> new DataChecks(situation).orphans(table, change.columns(), target, parent.name()));
    }

    /** The server does not look at the rows, so they are looked at before, and again once no new one can be wrong. */
    private static Sketch unchecked(
            AddConstraint.AddForeignKey change, Situation situation, Table table, Table parent) {
        Constraint.Target target = target(change, parent);
        String name = ConstraintNames.of(change, table, situation.names());
        String sql = situation.ddl().addForeignKeyUnchecked(table.name(), name, change.definition());
        var named = new AddConstraint.AddForeignKey(
                table.name(), name, change.columns(), target, change.definition(), Validation.DEFERRED);
        var orphans = new DataChecks(situation).orphans(table, change.columns(), target, parent.name());
        Sketch sketch = Sketch.by(Strategy.ONLINE).check(orphans);
        if (!table.isIndexedBy(change.columns())) {
            sketch.migrate(index(situation, table, name, change.columns()));
        }
        return sketch.migrate(situation
                        .pen()
                        .brief(
                                "add foreign key " + name + " without reading the rows",
                                situation.predicted(new Clause(named, sql)),
                                Undo.Run.of(situation.ddl().dropConstraint(table.name(), name)),
                                sql))
                .verify(situation
                        .pen()
                        .prove("look for rows of " + table.name() + " that point nowhere", table, orphans));
    }

    /** The one the server would make, built before it and taken back with it. */
    private static Step index(Situation situation, Table table, String name, List<String> columns) {
        List<Index.Part> parts = columns.stream()
                .map(c -> new Index.Part(c, situation.names().quote(c)))
                .toList();
        Index index =
                new Index(name, false, true, parts, List.of(), new Index.Shape("btree", null, "", null, "", Set.of()));
        return OnlineIndex.build(
                situation, table, name, columns, situation.ddl().createIndexOnline(table.name(), name, index));
    }

    private static boolean bothSmall(Situation situation, Table table, Table parent) {
        return situation.isSmall(table) && situation.isSmall(parent);
    }

    private static Constraint.Target target(AddConstraint.AddForeignKey change, Table parent) {
        List<String> columns = change.target().columns().isEmpty()
                ? parent.primaryKey().map(Constraint::columns).orElse(List.of())
                : change.target().columns();
        return new Constraint.Target(parent.name(), columns);
    }

    private static String indexNote(Table table, AddConstraint.AddForeignKey change) {
        return table.isIndexedBy(change.columns())
                ? ""
                : "no index on " + table.name() + " (" + String.join(", ", change.columns()) + "): each delete in "
                        + change.target().table() + " will read all of " + table.name();
    }
}
