package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.postgres.RelationParts.Sequence;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Column.Generation;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Privilege;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parts of some relations in one round trip. */
final class CatalogReading {

    /** Names are printed in full; printing an expression opens its table, which somebody may have exclusively. */
    private static final String SETTINGS =
            "SELECT set_config('search_path', '', true), set_config('lock_timeout', '2s', true)";

    private static final String NOT_VALID = " NOT VALID";

    private final Map<Long, RelationParts> relations;

    private CatalogReading(Map<Long, RelationParts> relations) {
        this.relations = relations;
    }

    /** Fills the relations, by their number in {@code pg_class}. */
    static void fill(PostgresSession session, Map<Long, RelationParts> relations) {
        if (relations.isEmpty()) {
            return;
        }
        CatalogReading reading = new CatalogReading(relations);
        List<Consumer<PostgresRow>> readers = List.of(
                row -> {},
                reading::sequence,
                reading::column,
                reading::index,
                reading::constraint,
                reading::reference,
                reading::dependent,
                reading::dependent,
                reading::trigger,
                reading::view);
        String queries = Stream.of(
                        SETTINGS,
                        CatalogQueries.SEQUENCES,
                        CatalogQueries.COLUMNS,
                        CatalogQueries.INDEXES,
                        CatalogQueries.OWN_CONSTRAINTS,
                        CatalogQueries.REFERENCES,
                        DependentQueries.READERS,
                        DependentQueries.DESCENDANTS,
                        CatalogQueries.TRIGGERS,
                        ViewQueries.VIEWS)
                .map(query -> CatalogQueries.about(query, relations.keySet()))
                .collect(Collectors.joining(";\n"));
        session.rowsOfEach(queries, readers);
    }

    private RelationParts relation(PostgresRow row, int column) {
        RelationParts relation = relations.get(row.number(column));
        if (relation == null) {
            throw new IllegalStateException("a relation nobody asked about");
        }
        return relation;
    }

    private void sequence(PostgresRow row) {
        Sequence sequence = new Sequence(TableName.of(row.text(3), row.text(4)), row.truth(5));
        relation(row, 1).sequences.putIfAbsent(row.number(2), sequence);
    }

    private void column(PostgresRow row) {
        RelationParts relation = relation(row, 1);
        Sequence sequence = relation.sequences.get(row.number(2));
        Generation generation = generation(row.text(7), row.text(8), sequence);
        boolean differsByRow = row.truth(13) || generation.name().startsWith("IDENTITY");
        Column.Extras extras = new Column.Extras(
                row.textOrNull(10),
                row.textOrNull(9),
                sequence == null ? null : sequence.name(),
                differsByRow,
                row.isNull(11) ? null : (int) row.number(11),
                row.isNull(12) ? List.of() : privileges(row.texts(12)),
                null,
                row.textOrNull(14));
        relation.columnNames.put(row.text(2), row.text(3));
        relation.columns.add(new Column(row.text(3), row.text(4), row.truth(5), row.textOrNull(6), generation, extras));
    }

    private static Generation generation(String identity, String generated, @Nullable Sequence sequence) {
        return switch (identity + generated) {
            case "a" -> Generation.IDENTITY_ALWAYS;
            case "d" -> Generation.IDENTITY_BY_DEFAULT;
            case "s" -> Generation.COMPUTED_STORED;
            case "v" -> Generation.COMPUTED_VIRTUAL;
            default -> sequence != null && sequence.used() ? Generation.OWNED_SEQUENCE : Generation.PLAIN;
        };
    }

    private static List<Privilege> privileges(List<String> words) {
        List<Privilege> privileges = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 3) {
            privileges.add(new Privilege(
                    words.get(i), words.get(i + 1), !words.get(i + 2).isEmpty()));
        }
        return privileges;
    }

    private void index(PostgresRow row) {
        RelationParts relation = relation(row, 1);
        List<String> numbers = row.texts(6);
        int keys = (int) row.number(7);
        IndexText text = IndexText.of(row.text(9), row.text(5), row.textOrNull(8));
        List<Index.Part> parts = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            parts.add(new Index.Part(
                    relation.columnNames.get(numbers.get(i)), text.key().get(i)));
        }
        String tablespace = row.isNull(11) ? "" : " TABLESPACE " + Identifiers.quote(row.text(11));
        Index.Shape shape = new Index.Shape(
                row.text(5),
                row.textOrNull(8),
                (text.options() + tablespace).strip(),
                row.textOrNull(10),
                row.text(9),
                roles(row),
                row.textOrNull(14));
        List<String> included = numbers.subList(keys, numbers.size()).stream()
                .map(number -> String.valueOf(relation.columnNames.get(number)))
                .toList();
        relation.indexes.add(new Index(row.text(2), row.truth(3), row.truth(4), parts, included, shape));
    }

    private static Set<Index.Role> roles(PostgresRow row) {
        Set<Index.Role> roles = EnumSet.noneOf(Index.Role.class);
        if (row.truth(12)) {
            roles.add(Index.Role.CLUSTER_ORDER);
        }
        if (row.truth(13)) {
            roles.add(Index.Role.REPLICA_IDENTITY);
        }
        return roles;
    }

    private void constraint(PostgresRow row) {
        relation(row, 1).constraints.add(constraintIn(row));
    }

    private void reference(PostgresRow row) {
        TableName from = TableName.of(row.text(2), row.text(3));
        relation(row, 12).references.add(new Table.Reference(from, constraintIn(row)));
    }

    private static Constraint constraintIn(PostgresRow row) {
        String definition = row.text(7);
        boolean marked = definition.endsWith(NOT_VALID);
        return new Constraint(
                row.text(4),
                kind(row.text(5)),
                row.texts(6),
                marked ? definition.substring(0, definition.length() - NOT_VALID.length()) : definition,
                row.truth(8),
                row.isNull(10) ? null : new Constraint.Target(TableName.of(row.text(9), row.text(10)), row.texts(11)),
                row.textOrNull(13));
    }

    private static Constraint.Kind kind(String contype) {
        return switch (contype) {
            case "p" -> Constraint.Kind.PRIMARY_KEY;
            case "u" -> Constraint.Kind.UNIQUE;
            case "f" -> Constraint.Kind.FOREIGN_KEY;
            case "c" -> Constraint.Kind.CHECK;
            case "n" -> Constraint.Kind.NOT_NULL;
            case "x" -> Constraint.Kind.EXCLUSION;
            default -> throw new IllegalArgumentException("constraint type " + contype);
        };
    }

    private void dependent(PostgresRow row) {
        List<String> column = row.isNull(4) ? List.of() : List.of(row.text(4));
        relation(row, 1).addDependent(row.text(2), row.text(3), column);
    }

    private void view(PostgresRow row) {
        relation(row, 1).views.add(ViewReading.view(row));
    }

    private void trigger(PostgresRow row) {
        relation(row, 1).triggers.add(row.text(2));
    }
}
