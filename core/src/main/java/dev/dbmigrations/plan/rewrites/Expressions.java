package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.plan.Mentions;
import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Checks, computed columns and indexes of expressions. A server that keeps them as texts renames no column that one of them
 * uses (MySQL 8.0: errors 3959, 3108 and 3837), and says so only when it comes to the statement.
 */
final class Expressions {

    private Expressions() {}

    /** @throws PlanRefused when the server would refuse to rename the column */
    static void refuseUsers(Situation situation, Table table, String column) {
        if (situation.can(Capability.EXPRESSIONS_FOLLOW_COLUMNS)) {
            return;
        }
        List<String> users = users(table, column, situation.names()).toList();
        if (!users.isEmpty()) {
            throw situation.refused(
                    PlanRefused.Reason.DEPENDENTS,
                    String.join(", ", users) + (users.size() == 1 ? " uses " : " use ") + table.name() + "." + column
                            + ", and this server renames no such column",
                    "drop it in a migration before this one, and create it again in one after it");
        }
    }

    private static Stream<String> users(Table table, String column, Names names) {
        Stream<String> checks = table.constraints().stream()
                .filter(c -> c.kind() == Constraint.Kind.CHECK && c.columns().contains(column))
                .map(c -> "check " + c.name());
        Stream<String> computed = table.columns().stream()
                .filter(c -> c.isComputed()
                        && Mentions.mentions(
                                Objects.requireNonNullElse(c.extras().definition(), ""), column, names))
                .map(Column::name)
                .map(name -> "column " + name);
        Stream<String> indexes = table.indexes().stream()
                .filter(i -> i.parts().stream()
                        .anyMatch(p -> p.column() == null && Mentions.mentions(p.sql(), column, names)))
                .map(Index::name)
                .map(name -> "index " + name);
        return Stream.of(checks, computed, indexes).flatMap(users -> users);
    }
}
