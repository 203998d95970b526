package dev.dbmigrations.dialect;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Impact.Work;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the two tables when a partition is attached: which of them are read, and which indexes are built.
 *
 * @param parent the partitioned table
 * @param partition the table that becomes a part of it
 * @param rest the default partition, where there is one
 * @param bounds where the rows of the new partition belong
 */
public record Attaching(Table parent, Table partition, Optional<Table> rest, PartitionBounds bounds) {
    private static final String ACTION = "attach partition";

    public static boolean isAskedBy(Change change) {
        return change instanceof AlterOtherwise alter && alter.action().equals(ACTION);
    }

    /** Empty where a table is not there, or the server cannot say where the rows belong. */
    public static Optional<Attaching> of(Clause clause, Schema schema, Oracle oracle) {
        if (!(clause.change() instanceof AlterOtherwise alter)
                || !isAskedBy(alter)
                || alter.others().isEmpty()) {
            return Optional.empty();
        }
        Table parent = schema.table(alter.table()).orElse(null);
        Table partition = schema.table(alter.others().getFirst()).orElse(null);
        if (parent == null || partition == null || parent.kind() != Table.Kind.PARTITIONED) {
            return Optional.empty();
        }
        Optional<Table> rest = parent.surroundings().dependents().stream()
                .filter(Dependent::isDefaultPartition)
                .map(Dependent::relation)
                .flatMap(name -> schema.table(name).stream())
                .findFirst();
        return oracle.boundsAsked(clause, parent).map(bounds -> new Attaching(parent, partition, rest, bounds));
    }

    /** What is done while both are locked. */
    public Work work(LockProfile locks) {
        if (!missingIndexes().isEmpty()) {
            return Work.INDEX_BUILD;
        }
        return isPartitionProved(locks) && isRestProved(locks) ? Work.METADATA : Work.SCAN;
    }

    public boolean isPartitionProved(LockProfile locks) {
        return isEmpty(partition) || locks.proves(partition, bounds.condition());
    }

    public boolean isRestProved(LockProfile locks) {
        return rest.map(r -> isEmpty(r) || locks.proves(r, bounds.elsewhere())).orElse(true);
    }

    private static boolean isEmpty(Table table) {
        return table.isNew() && table.size().isEmpty();
    }

    /** Those of the partitioned table that the partition has no like of. */
    public List<Index> missingIndexes() {
        return parent.indexes().stream()
                .filter(wanted -> partition.indexes().stream().noneMatch(own -> isLike(own, wanted)))
                .toList();
    }

    private static boolean isLike(Index own, Index wanted) {
        return own.valid()
                && own.unique() == wanted.unique()
                && own.parts().stream()
                        .map(Index.Part::sql)
                        .toList()
                        .equals(wanted.parts().stream().map(Index.Part::sql).toList())
                && own.included().equals(wanted.included())
                && own.shape().method().equals(wanted.shape().method())
                && String.valueOf(own.shape().predicate())
                        .equals(String.valueOf(wanted.shape().predicate()))
                && (!wanted.belongsToConstraint() || own.belongsToConstraint());
    }
}
