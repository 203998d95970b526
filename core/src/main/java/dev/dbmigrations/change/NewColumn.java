package dev.dbmigrations.change;

import dev.dbmigrations.schema.Column.Generation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column as a statement defines it.
 *
 * @param name as the catalog will store it
 * @param type the type as written, with modifiers, without collation; {@code serial} is given as written
 * @param notNull whether NOT NULL (or PRIMARY KEY) was written
 * @param defaultSql the default expression as written; for a computed column the expression it is computed from
 * @param generation identity or computed, when asked for; {@code serial} types are OWNED_SEQUENCE
 * @param constraints the other inline constraints in order
 */
public record NewColumn(
        String name,
        String type,
        boolean notNull,
        @Nullable String defaultSql,
        Generation generation,
        List<Inline> constraints) {

    /**
     * A constraint written on the column itself.
     *
     * @param constraint the same constraint as if it had been added to the table
     * @param sql as written, with its name if it has one
     */
    public record Inline(AddConstraint constraint, String sql) {}

    public NewColumn {
        constraints = List.copyOf(constraints);
    }

    public boolean isPlain() {
        return generation == Generation.PLAIN && constraints.isEmpty();
    }

    public Optional<String> givenDefault() {
        return Optional.ofNullable(defaultSql);
    }
}
