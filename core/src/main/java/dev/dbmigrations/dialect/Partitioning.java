package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a table is divided into partitions, where those are tables themselves.
 *
 * @param key what stands behind {@code PARTITION BY}; empty where the table is whole
 * @param columns by which rows are divided, at whatever depth
 * @param parts every partition at whatever depth, those above first
 */
public record Partitioning(String key, Set<String> columns, List<Part> parts) {
    public static final Partitioning NONE = new Partitioning("", Set.of(), List.of());

    /**
     * A partition.
     *
     * @param table as it is
     * @param place where it stands
     * @param belongings what it has beside columns, indexes and constraints
     */
    public record Part(Table table, Place place, Belongings belongings) {}

    /**
     * Where a partition stands.
     *
     * @param parent the table it is a partition of
     * @param bounds as they stand behind {@code ATTACH PARTITION}
     * @param key what stands behind {@code PARTITION BY}; empty where it holds rows itself
     * @param attached its indexes that are parts of an index of the parent, each with the name of that
     * @param inherited its constraints that come with those of the parent
     */
    public record Place(
            TableName parent, String bounds, String key, Map<String, String> attached, Set<String> inherited) {
        public Place {
            attached = Map.copyOf(attached);
            inherited = Set.copyOf(inherited);
        }

        /** Whether it is divided again, and holds no rows itself. */
        public boolean isDivided() {
            return !key.isEmpty();
        }
    }

    public Partitioning {
        columns = Set.copyOf(columns);
        parts = List.copyOf(parts);
    }
}
