package dev.dbmigrations.plan.rewrites;

import com.google.auto.service.AutoService;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.Validation;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.change.WholeTableChange.DropConstraint;
import dev.dbmigrations.change.WholeTableChange.ValidateConstraint;
import dev.dbmigrations.dialect.Attaching;
import dev.dbmigrations.dialect.PartitionBounds;
import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.plan.ConstraintNames;
import dev.dbmigrations.plan.DataChecks;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Rewrite;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Sketch;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepFacts.Reversal;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a partition come or go while the others are used.
 *
 * <pre>
 * asked:  ALTER TABLE t ATTACH PARTITION p FOR VALUES …
 * done:   for p, and a default partition: a check that says the bounds, unvalidated │ validate
 *         │ missing indexes concurrently │ attach, drop the checks
 *
 * asked:  ALTER TABLE t DETACH PARTITION p
 * done:   detach concurrently; what a failed attempt has begun is finished │ drop the check that it leaves
 * </pre>
 */
@SuppressWarnings("rawtypes")
@AutoService(Rewrite.class)
public final class ChangePartition implements Rewrite<AlterOtherwise> {
    private static final String OURS = "partition_bounds";

    @Override
    public Class<AlterOtherwise> handles() {
        return AlterOtherwise.class;
    }

    @Override
    public Sketch sketch(AlterOtherwise change, Situation situation) {
        Optional<Partitions> words = situation.server().dialect().partitions();
        Optional<Table> table = situation.schema().table(change.table());
        if (words.isEmpty() || table.isEmpty() || change.others().isEmpty()) {
            return Sketch.asWritten();
        }
        Optional<Table> partition = situation.schema().table(change.others().getFirst());
        if (partition.isEmpty()) {
            return Sketch.asWritten();
        }
        if (Attaching.isAskedBy(change)) {
            return Attaching.of(
                            situation.clause(),
                            situation.schema(),
                            situation.server().oracle())
                    .map(attaching -> attached(situation, words.get(), attaching))
                    .orElseGet(Sketch::asWritten);
        }
        return change.action().startsWith("detach partition")
                        && !change.action().endsWith("finalize")
                ? detached(change, situation, words.get(), table.get(), partition.get())
                : Sketch.asWritten();
    }

    /** A table whose rows are to be proved to be in their place. */
    private record Proof(Table table, String condition, String name) {
        static Proof of(Situation situation, Table table, String condition) {
            String name = situation.names().derived(table.name().name(), OURS);
            return new Proof(table, condition, name);
        }
    }

    private static Sketch attached(Situation situation, Partitions words, Attaching attaching) {
        var locks = situation.server().dialect().locks();
        List<Proof> proofs = new ArrayList<>();
        if (!situation.isSmall(attaching.partition()) && !attaching.isPartitionProved(locks)) {
            proofs.add(Proof.of(
                    situation, attaching.partition(), attaching.bounds().condition()));
        }
        attaching
                .rest()
                .filter(rest -> !situation.isSmall(rest) && !attaching.isRestProved(locks))
                .ifPresent(rest ->
                        proofs.add(Proof.of(situation, rest, attaching.bounds().elsewhere())));
        List<Index> missing = situation.isSmall(attaching.partition()) ? List.of() : attaching.missingIndexes();
        if (proofs.isEmpty() && missing.isEmpty()) {
            return Sketch.asWritten();
        }
        if (missing.stream().anyMatch(Index::belongsToConstraint)) {
            situation.refuseIfBlocking();
        }
        Sketch sketch = Sketch.by(Strategy.ONLINE);
        proofs.forEach(proof -> prove(sketch, situation, proof));
        missing.forEach(index -> sketch.migrate(built(situation, attaching, index)));
        return sketch.finish(attachedAtLast(situation, words, attaching, proofs));
    }

    private static void prove(Sketch sketch, Situation situation, Proof proof) {
        Table table = proof.table();
        String definition = "CHECK (" + proof.condition() + ")";
        AddCheck deferred =
                new AddCheck(table.name(), proof.name(), proof.condition(), definition, Validation.DEFERRED);
        String title = "say where the rows of " + table.name() + " belong";
        sketch.check(new DataChecks(situation).violations(table, proof.condition()))
                .migrate(situation
                        .pen()
                        .brief(
                                title,
                                situation.impact(deferred),
                                Undo.Run.of(situation.ddl().dropConstraint(table.name(), proof.name())),
                                situation.ddl().addConstraintUnvalidated(table.name(), proof.name(), definition)))
                .migrate(situation
                        .pen()
                        .shared(
                                "prove that the rows of " + table.name() + " are in their place",
                                situation.impact(new ValidateConstraint(table.name(), proof.name())),
                                table,
                                situation.ddl().validateConstraint(table.name(), proof.name())));
    }

    private static Step built(Situation situation, Attaching attaching, Index index) {
        Table partition = attaching.partition();
        String sql = situation.ddl().createIndexOnline(partition.name(), nameOf(situation, partition, index), index);
        return OnlineIndex.build(situation, partition, nameOf(situation, partition, index), index.keyColumns(), sql);
    }

    /** As the server calls the index that it makes for itself. */
    private static String nameOf(Situation situation, Table partition, Index index) {
        List<String> parts = index.parts().stream()
                .map(p -> p.column() == null ? "expr" : p.column())
                .toList();
        return situation.names().derived(partition.name().name() + "_" + String.join("_", parts), "idx");
    }

    private static Step attachedAtLast(Situation situation, Partitions words, Attaching attaching, List<Proof> proofs) {
        List<String> sql = new ArrayList<>();
        List<String> undo = new ArrayList<>();
        sql.add(words.attach(
                attaching.parent().name(),
                attaching.partition().name(),
                attaching.bounds().written()));
        undo.add(words.detach(attaching.parent().name(), attaching.partition().name()));
        for (Proof proof : proofs) {
            sql.add(situation.ddl().dropConstraint(proof.table().name(), proof.name()));
            undo.add(situation
                    .ddl()
                    .addConstraintUnvalidated(proof.table().name(), proof.name(), "CHECK (" + proof.condition() + ")"));
        }
        var locks = situation
                .predicted(new Clause(situation.clause().change(), sql.getFirst()))
                .locks();
        return situation
                .pen()
                .brief(
                        "attach " + attaching.partition().name() + " to "
                                + attaching.parent().name(),
                        new dev.dbmigrations.dialect.Impact(locks, dev.dbmigrations.dialect.Impact.Work.METADATA),
                        new Undo.Run(undo),
                        sql);
    }

    /** Who asks for it to be detached concurrently gets the check that the server leaves; else it would be more than was asked. */
    private static Sketch detached(
            AlterOtherwise change, Situation situation, Partitions words, Table table, Table partition) {
        boolean hasRest = table.surroundings().dependents().stream().anyMatch(Dependent::isDefaultPartition);
        Optional<PartitionBounds> bounds = situation.server().oracle().boundsOf(partition);
        if (table.isNew() || partition.isNew() || hasRest || bounds.isEmpty()) {
            return Sketch.asWritten();
        }
        String condition = bounds.get().condition();
        String left = ConstraintNames.of(
                new AddCheck(partition.name(), null, condition, "CHECK (" + condition + ")", Validation.AT_ONCE),
                partition,
                situation.names());
        String back = words.attach(table.name(), partition.name(), bounds.get().written());
        String sql = words.detachOnline(table.name(), partition.name());
        Sketch sketch = Sketch.by(Strategy.ONLINE)
                .migrate(situation
                        .pen()
                        .alone(
                                "detach " + partition.name() + " from " + table.name() + " while both are used",
                                situation.predicted(new Clause(
                                        new AlterOtherwise(
                                                table.name(),
                                                "detach partition concurrently",
                                                List.of(partition.name())),
                                        sql)),
                                new Reversal(
                                        new Undo.Run(List.of(
                                                back, situation.ddl().dropConstraintIfThere(partition.name(), left))),
                                        new Probe.Ask(words.isDetached(table.name(), partition.name()))),
                                sql,
                                Optional.of(new Step.Leftover(
                                        words.isHalfDetached(table.name(), partition.name()),
                                        words.finishDetaching(table.name(), partition.name())))));
        boolean isAskedFor = change.action().endsWith("concurrently");
        return isAskedFor
                ? sketch
                : sketch.finish(situation
                        .pen()
                        .brief(
                                "drop the check that it leaves on " + partition.name(),
                                situation.impact(new DropConstraint(partition.name(), left, true, false)),
                                new Undo.Nothing("the check is not missed"),
                                situation.ddl().dropConstraintIfThere(partition.name(), left)));
    }
}
