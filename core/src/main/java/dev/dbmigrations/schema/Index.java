package dev.dbmigrations.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param name as stored, without schema (an index lives in its table's schema)
 * @param unique whether it enforces uniqueness
 * @param valid false for what a failed concurrent build left behind
 * @param parts the key parts in order
 * @param included columns stored in the index but not part of the key
 * @param shape the remaining facts needed to build the same index again
 */
public record Index(String name, boolean unique, boolean valid, List<Part> parts, List<String> included, Shape shape) {

    /**
     * One key part.
     *
     * @param column the column, or null when the part is an expression
     * @param sql the part as the server prints it, with operator class, collation and direction
     */
    public record Part(@Nullable String column, String sql) {}

    /**
     * @param method the access method, for example {@code btree}
     * @param predicate the WHERE clause of a partial index
     * @param options what follows the key in the definition: NULLS NOT DISTINCT, WITH (...), TABLESPACE
     * @param constraint the constraint this index belongs to
     * @param definition the whole statement as the server prints it
     * @param roles what the table uses it for
     * @param comment what people wrote about it
     */
    public record Shape(
            String method,
            @Nullable String predicate,
            String options,
            @Nullable String constraint,
            String definition,
            Set<Role> roles,
            @Nullable String comment) {

        /** Without a comment. */
        public Shape(
                String method,
                @Nullable String predicate,
                String options,
                @Nullable String constraint,
                String definition,
                Set<Role> roles) {
            this(method, predicate, options, constraint, definition, roles, null);
        }

        public Shape {
            roles = Set.copyOf(roles);
        }
    }

    /** What a table uses an index for, besides finding rows. */
    public enum Role {
        /** The order in which the table is clustered. */
        CLUSTER_ORDER,
        /** What tells replicas which row has been changed. */
        REPLICA_IDENTITY
    }

    public Index {
        parts = List.copyOf(parts);
        included = List.copyOf(included);
    }

    public boolean isPartial() {
        return shape.predicate() != null;
    }

    public boolean hasExpression() {
        return parts.stream().anyMatch(part -> part.column() == null);
    }

    public boolean belongsToConstraint() {
        return shape.constraint() != null;
    }

    /** The key's columns in order; expressions are left out. */
    public List<String> keyColumns() {
        List<String> columns = new ArrayList<>();
        for (Part part : parts) {
            if (part.column() != null) {
                columns.add(part.column());
            }
        }
        return columns;
    }
}
