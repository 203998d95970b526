package dev.dbmigrations.change;

import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint to be added to a table. */
public sealed interface AddConstraint extends TableChange {

    /** The name as written, or null when the server is to choose one. */
    @Nullable
    String name();

    /** The constraint's text without {@code CONSTRAINT name}, NOT VALID and USING INDEX, for example {@code CHECK (a > 0)}. */
    String definition();

    /**
     * @param validation whether existing rows are checked at once
     */
    record AddForeignKey(
            TableName table,
            @Nullable String name,
            List<String> columns,
            Constraint.Target target,
            String definition,
            Validation validation)
            implements AddConstraint {
        public AddForeignKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param expression the condition without its outer parentheses
     */
    record AddCheck(TableName table, @Nullable String name, String expression, String definition, Validation validation)
            implements AddConstraint {}

    /**
     * @param usingIndex the existing index to adopt
     */
    record AddUnique(
            TableName table,
            @Nullable String name,
            List<String> columns,
            String definition,
            @Nullable String usingIndex)
            implements AddConstraint {
        public AddUnique {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param usingIndex the existing index to adopt
     */
    record AddPrimaryKey(
            TableName table,
            @Nullable String name,
            List<String> columns,
            String definition,
            @Nullable String usingIndex)
            implements AddConstraint {
        public AddPrimaryKey {
            columns = List.copyOf(columns);
        }
    }

    /** An exclusion constraint. */
    record AddExclusion(TableName table, @Nullable String name, String definition) implements AddConstraint {}

    /** A NOT NULL constraint with a name, as newer servers have it. */
    record AddNotNull(TableName table, @Nullable String name, String column, String definition, Validation validation)
            implements AddConstraint {}

    /** Whether the rows that are there already are checked when a constraint is added. */
    enum Validation {
        AT_ONCE,
        DEFERRED
    }
}
