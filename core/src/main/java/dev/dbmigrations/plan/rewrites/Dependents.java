package dev.dbmigrations.plan.rewrites;

import dev.dbmigrations.plan.PlanRefused;
import dev.dbmigrations.plan.Situation;
import dev.dbmigrations.schema.Table;
import java.util.List;

/** Views and other readers that a change of a column would break: the server refuses too, or breaks them in silence. */
final class Dependents {

    private Dependents() {}

    /**
     * @param consequence what would happen to them, behind "which"
     */
    static void refuse(Situation situation, Table table, String column, String consequence) {
        List<String> users = table.surroundings().dependents().stream()
                .filter(d -> d.uses(column))
                .map(d -> d.kind() + " " + d.name())
                .toList();
        if (!users.isEmpty()) {
            throw situation.refused(
                    PlanRefused.Reason.DEPENDENTS,
                    String.join(", ", users) + (users.size() == 1 ? " uses " : " use ") + table.name() + "." + column
                            + ", and " + consequence,
                    "drop it in a migration before this one, and create it again in one after it");
        }
    }
}
