package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Rebuilding.Deed;
import dev.dbmigrations.dialect.SecondTable;
import dev.dbmigrations.dialect.SecondTable.Part;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The indexes of a second table, while nobody waits for a lock on it, so that each is built the fast way. One of a partitioned table is
 * built partition by partition; then that of the whole is made and takes them in.
 *
 * @param table the second table
 */
record PostgresSecondIndexes(PostgresNames names, PostgresDdlWriter ddl, SecondTable table) {

    /** Those that are to be; the index of a constraint that has been dropped goes with it. */
    static List<Index> of(Table table) {
        return table.indexes().stream()
                .filter(Index::valid)
                .filter(i -> i.shape().constraint() == null
                        || table.constraint(String.valueOf(i.shape().constraint()))
                                .isPresent())
                .toList();
    }

    /** The one by which rows are found. */
    List<Deed> key() {
        return key(table.after()).stream()
                .flatMap(i -> build(table.wholeAndParts().getFirst(), i).stream())
                .toList();
    }

    private Optional<Index> key(Table shape) {
        return shape.indexes().stream().filter(this::isKey).findFirst();
    }

    private boolean isKey(Index index) {
        return index.unique()
                && !index.isPartial()
                && !index.hasExpression()
                && index.keyColumns().equals(table.rows().key().after());
    }

    static boolean mayGrow(Index index) {
        return !index.unique() && index.shape().constraint() == null;
    }

    List<Deed> growing() {
        return where(PostgresSecondIndexes::mayGrow);
    }

    /** All but the key, and but those that have grown. */
    List<Deed> others() {
        boolean haveGrown = table.indexing() == SecondTable.Indexing.WITH_THE_COPY;
        Optional<Index> key = key(table.after());
        List<Deed> deeds = new ArrayList<>(where(i -> !key.equals(Optional.of(i)) && !(haveGrown && mayGrow(i))));
        table.after().constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.EXCLUSION
                        && table.after().index(c.name()).isEmpty())
                .forEach(c -> deeds.add(constraint(table.wholeAndParts().getFirst(), c)));
        return deeds;
    }

    /** Those of the whole, and those that a partition has for itself. */
    private List<Deed> where(Predicate<Index> wanted) {
        return table.wholeAndParts().stream()
                .flatMap(part -> of(part.after()).stream()
                        .filter(i -> !part.place().attached().containsKey(i.name()))
                        .filter(wanted)
                        .flatMap(i -> build(part, i).stream()))
                .toList();
    }

    private List<Deed> build(Part top, Index index) {
        if (!top.place().isDivided()) {
            return List.of(whole(top, index));
        }
        Map<Part, Index> all = below(top, index);
        List<Deed> deeds = new ArrayList<>();
        all.forEach((part, i) -> {
            if (!part.place().isDivided()) {
                deeds.add(whole(part, i).about(part.before()));
            }
        });
        deeds.add(Deed.own(
                "make " + names.derived(index.name(), "new") + " on " + top.second(names)
                        + ", of those of its partitions",
                joined(top, all)));
        return deeds;
    }

    /** An index with those that are parts of it, at whatever depth, from above. */
    private Map<Part, Index> below(Part top, Index index) {
        Map<Part, Index> all = new LinkedHashMap<>();
        Map<TableName, String> called = new LinkedHashMap<>();
        all.put(top, index);
        called.put(top.name(), index.name());
        for (Part part : table.parts()) {
            String above = called.get(part.place().parent());
            part.place().attached().entrySet().stream()
                    .filter(e -> e.getValue().equals(above))
                    .findFirst()
                    .flatMap(e -> part.after().index(e.getKey()))
                    .ifPresent(i -> {
                        all.put(part, i);
                        called.put(part.name(), i.name());
                    });
        }
        return all;
    }

    private List<String> joined(Part top, Map<Part, Index> all) {
        List<String> sql = new ArrayList<>();
        List<String> attached = new ArrayList<>();
        Map<TableName, String> called = new LinkedHashMap<>();
        all.forEach((part, index) -> {
            String name = names.derived(index.name(), "new");
            called.put(part.name(), name);
            if (part.place().isDivided()) {
                sql.add(alone(part, index));
            }
            if (!part.equals(top)) {
                TableName above = part.place().parent();
                attached.addFirst(new PostgresPartitions(names)
                        .attachIndex(above, String.valueOf(called.get(above)), part.name(), name));
            }
        });
        sql.addAll(attached);
        return sql;
    }

    /** Not valid until every partition has put in its own. */
    private String alone(Part part, Index index) {
        String name = names.derived(index.name(), "new");
        return owner(part, index)
                .map(c -> ddl.addConstraint(part.second(names), name, c.definition())
                        .replaceFirst("^ALTER TABLE ", "ALTER TABLE ONLY "))
                .orElseGet(
                        () -> create(part, index).replace(names.quote(name) + " ON ", names.quote(name) + " ON ONLY "));
    }

    private Optional<Constraint> owner(Part part, Index index) {
        String constraint = index.shape().constraint();
        return constraint == null ? Optional.empty() : part.after().constraint(constraint);
    }

    private String create(Part part, Index index) {
        return ddl.createIndexOnline(part.second(names), names.derived(index.name(), "new"), index)
                .replaceFirst("INDEX CONCURRENTLY", "INDEX");
    }

    private Deed whole(Part part, Index index) {
        TableName second = part.second(names);
        String name = names.derived(index.name(), "new");
        String title = "build " + name + " on " + second;
        Optional<Constraint> owner = owner(part, index);
        boolean isNew = owner.isPresent()
                && part.before().constraint(owner.get().name()).isEmpty();
        if (isNew || (owner.isPresent() && owner.get().kind() == Constraint.Kind.EXCLUSION)) {
            return constraint(part, owner.get());
        }
        if (owner.isEmpty()) {
            return Deed.building(title, List.of(create(part, index)));
        }
        boolean primary = owner.get().kind() == Constraint.Kind.PRIMARY_KEY;
        String adopt = ddl.addKeyUsingIndex(
                second, name, primary ? PostgresDdlWriter.KeyKind.PRIMARY_KEY : PostgresDdlWriter.KeyKind.UNIQUE, name);
        return Deed.building(title, List.of(create(part, index), adopt + deferral(owner.get())));
    }

    /** With its index: what an author has written says more than the index alone. */
    private Deed constraint(Part part, Constraint constraint) {
        TableName second = part.second(names);
        String name = names.derived(constraint.name(), "new");
        return Deed.building(
                "build " + name + " on " + second, List.of(ddl.addConstraint(second, name, constraint.definition())));
    }

    private static String deferral(Constraint constraint) {
        int start = constraint.definition().indexOf(" DEFERRABLE");
        return start < 0 ? "" : constraint.definition().substring(start);
    }
}
