package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.plan.Mentions;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** The indexes of a column, built again for its shadow. */
record ShadowIndexes(ShadowColumn shadow, Index original, String temporaryName) {

    /** One for each valid index that the old column takes part in; a partitioned table has its indexes leaf by leaf and gets none. */
    static List<ShadowIndexes> of(ShadowColumn shadow) {
        List<ShadowIndexes> all = new ArrayList<>();
        if (shadow.table().kind() == Table.Kind.PARTITIONED) {
            return all;
        }
        Names names = shadow.situation().names();
        for (Index index : shadow.table().indexes()) {
            if (index.valid() && uses(index, shadow.before().name(), names)) {
                all.add(new ShadowIndexes(shadow, index, names.derived(index.name(), "new")));
            }
        }
        return all;
    }

    private static boolean uses(Index index, String column, Names names) {
        boolean inKey = index.parts().stream()
                .anyMatch(p ->
                        column.equals(p.column()) || (p.column() == null && Mentions.mentions(p.sql(), column, names)));
        String predicate = index.shape().predicate();
        return inKey
                || index.included().contains(column)
                || (predicate != null && Mentions.mentions(predicate, column, names));
    }

    Step build() {
        Situation situation = shadow.situation();
        Index rebuilt = renamed();
        return OnlineIndex.build(
                situation,
                shadow.table(),
                temporaryName,
                rebuilt.keyColumns(),
                situation.ddl().createIndexOnline(shadow.table().name(), temporaryName, rebuilt));
    }

    private Index renamed() {
        String from = shadow.before().name();
        String to = shadow.after().name();
        Names names = shadow.situation().names();
        List<Index.Part> parts = original.parts().stream()
                .map(p -> new Index.Part(
                        from.equals(p.column()) ? to : p.column(), names.renameColumn(p.sql(), from, to)))
                .toList();
        List<String> included =
                original.included().stream().map(c -> c.equals(from) ? to : c).toList();
        Index.Shape shape = original.shape();
        String predicate = shape.predicate() == null ? null : names.renameColumn(shape.predicate(), from, to);
        return new Index(
                temporaryName,
                original.unique(),
                true,
                parts,
                included,
                new Index.Shape(shape.method(), predicate, shape.options(), null, "", shape.roles()));
    }
}
