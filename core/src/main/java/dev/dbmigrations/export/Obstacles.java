package dev.dbmigrations.export;

import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.StepSql;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** Why a plan cannot be written down as a script. */
final class Obstacles {
    private Obstacles() {}

    static List<String> of(Plan plan, ClientScript client, String schema) {
        List<String> found = new ArrayList<>();
        plan.steps().forEach(step -> {
            switch (step) {
                case Step.CatchUp catchUp -> found.add(beyond(step, "catches up with clients pass by pass"));
                case Step.CompareTables compare -> found.add(beyond(step, "compares two tables while clients write"));
                case Step.RunSql ignored -> addOfSql(step, client, found);
                case Step.RunAlone ignored -> addOfSql(step, client, found);
                case Step.MoveRows ignored -> addOfSql(step, client, found);
                case Step.Prove ignored -> addOfSql(step, client, found);
            }
        });
        for (TableName table : plan.basis().tables()) {
            if (client.dumpName(table, schema).isEmpty()) {
                found.add("it is about " + table + ", which is in another database than the history");
            }
        }
        return found.stream().distinct().toList();
    }

    private static String beyond(Step step, String why) {
        return "\"" + step.facts().title() + "\" " + why + ", which takes the program";
    }

    private static void addOfSql(Step step, ClientScript client, List<String> found) {
        StepSql.of(step).forEach(sql -> client.obstacle(sql).ifPresent(found::add));
    }
}
