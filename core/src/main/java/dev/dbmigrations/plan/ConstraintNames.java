package dev.dbmigrations.plan;

import dev.dbmigrations.change.AddConstraint;
import dev.dbmigrations.change.AddConstraint.AddCheck;
import dev.dbmigrations.change.AddConstraint.AddExclusion;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import dev.dbmigrations.change.AddConstraint.AddNotNull;
import dev.dbmigrations.change.AddConstraint.AddPrimaryKey;
import dev.dbmigrations.change.AddConstraint.AddUnique;
import dev.dbmigrations.change.IndexChange.CreateIndex;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The names servers give to constraints and indexes that were written without one: table, columns and a label
 * (PostgreSQL 18: {@code ChooseConstraintName}). Giving them ourselves makes a plan say what it will leave behind.
 */
public final class ConstraintNames {

    private ConstraintNames() {}

    /** The constraint's own name, or the one it will get on this table. */
    public static String of(AddConstraint constraint, Table table, Names names) {
        String given = constraint.name();
        if (given != null) {
            return given;
        }
        return switch (constraint) {
            case AddForeignKey fk -> free(table, names, fk.columns(), "fkey");
            case AddCheck check -> free(table, names, mentioned(check.expression(), table, names), "check");
            case AddUnique unique -> free(table, names, unique.columns(), "key");
            case AddPrimaryKey ignored -> free(table, names, List.of(), "pkey");
            case AddExclusion ignored -> free(table, names, List.of(), "excl");
            case AddNotNull notNull -> free(table, names, List.of(notNull.column()), "not_null");
        };
    }

    /** Named for every part of the key, a function for itself and any other expression as {@code expr}, and for what is included. */
    public static String ofIndex(CreateIndex index, Table table, Names names) {
        List<String> parts = new ArrayList<>();
        for (String part : KeyParts.of(index.tail())) {
            String name = KeyParts.nameOf(part);
            String free = name;
            for (int i = 1; parts.contains(free); i++) {
                free = name + i;
            }
            parts.add(free);
        }
        return free(table, names, parts.isEmpty() ? List.of("expr") : parts, "idx");
    }

    private static String free(Table table, Names names, List<String> columns, String label) {
        String base = columns.isEmpty() ? table.name().name() : table.name().name() + "_" + String.join("_", columns);
        String name = names.derived(base, label);
        for (int i = 1; isTaken(table, name); i++) {
            name = names.derived(base, label + i);
        }
        return name;
    }

    private static boolean isTaken(Table table, String name) {
        return table.constraint(name).isPresent() || table.index(name).isPresent();
    }

    /** A check on one column is named for it, on several for the table alone. */
    private static List<String> mentioned(String expression, Table table, Names names) {
        List<String> columns = Mentions.columns(expression, table, names);
        return columns.size() == 1 ? columns : List.of();
    }
}
