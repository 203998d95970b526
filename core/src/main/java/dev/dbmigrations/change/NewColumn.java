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
 * @param attributes what only some kinds of SQL say about a column
 */
public record NewColumn(
        String name,
        String type,
        boolean notNull,
        @Nullable String defaultSql,
        Generation generation,
        List<Inline> constraints,
        Attributes attributes) {

    public NewColumn(
            String name,
            String type,
            boolean notNull,
            @Nullable String defaultSql,
            Generation generation,
            List<Inline> constraints) {
        this(name, type, notNull, defaultSql, generation, constraints, Attributes.NONE);
    }

    /**
     * @param text how its characters are stored and what is said about it
     * @param onUpdate the expression it is set to when its row is changed otherwise
     * @param invisible whether {@code SELECT *} leaves it out
     * @param place where it goes among the others
     */
    public record Attributes(Text text, @Nullable String onUpdate, boolean invisible, Place place) {
        public static final Attributes NONE = new Attributes(Text.NONE, null, false, Place.UNSAID);
    }

    /**
     * @param characterSet as written
     * @param collation as written
     * @param comment the string as written, with its quotes
     */
    public record Text(
            @Nullable String characterSet,
            @Nullable String collation,
            @Nullable String comment) {
        public static final Text NONE = new Text(null, null, null);
    }

    /**
     * The place of a column among the others.
     *
     * @param first whether it becomes the first
     * @param after the column it follows, as the catalog stores it
     */
    public record Place(boolean first, @Nullable String after) {
        /** A new column goes last, another stays where it is. */
        public static final Place UNSAID = new Place(false, null);

        public boolean isSaid() {
            return first || after != null;
        }
    }

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
