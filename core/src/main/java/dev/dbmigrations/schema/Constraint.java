package dev.dbmigrations.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param name as stored
 * @param kind what it demands
 * @param columns the table's own columns that it is about, in order; for a check those it mentions
 * @param definition its text as the server prints it, for example {@code FOREIGN KEY (a) REFERENCES p(id)}
 * @param validated false when existing rows were never checked
 * @param target where a foreign key points
 * @param comment what people wrote about it
 */
public record Constraint(
        String name,
        Kind kind,
        List<String> columns,
        String definition,
        boolean validated,
        @Nullable Target target,
        @Nullable String comment) {

    /** Without a comment. */
    public Constraint(
            String name,
            Kind kind,
            List<String> columns,
            String definition,
            boolean validated,
            @Nullable Target target) {
        this(name, kind, columns, definition, validated, target, null);
    }

    /** What a constraint demands of the rows. */
    public enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        NOT_NULL,
        EXCLUSION
    }

    /** The referenced side of a foreign key: the table and the columns in the order of the referencing ones. */
    public record Target(TableName table, List<String> columns) {
        public Target {
            columns = List.copyOf(columns);
        }
    }

    public Constraint {
        columns = List.copyOf(columns);
    }

    public boolean isForeignKey() {
        return kind == Kind.FOREIGN_KEY;
    }

    public boolean isKey() {
        return kind == Kind.PRIMARY_KEY || kind == Kind.UNIQUE;
    }

    public Constraint asValidated() {
        return new Constraint(name, kind, columns, definition, true, target, comment);
    }

    public Constraint named(String newName) {
        return new Constraint(newName, kind, columns, definition, validated, target, comment);
    }
}
