package dev.dbmigrations.cli.command;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.Json;
import dev.dbmigrations.cli.Site;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.report.JsonReport;
import dev.dbmigrations.report.PlanReport;
import java.util.List;
import java.util.Map;

/** Plans that are shown and not carried out. */
final class Plans {
    private Plans() {}

    static Ending shown(Call call, Site site, Migrator migrator, List<Plan> plans) {
        Pace pace = site.settings().moving().pace();
        call.display().say(text(plans, pace));
        return ending(call, migrator, plans);
    }

    static String text(List<Plan> plans, Pace pace) {
        List<String> texts = plans.stream()
                .map(plan -> PlanReport.of(plan, pace).stripTrailing())
                .toList();
        return texts.isEmpty() ? "nothing is pending" : String.join("\n\n", texts);
    }

    static Ending ending(Call call, Migrator migrator, List<Plan> plans) {
        call.summary().database(migrator.databaseId());
        call.summary().migrations(0, plans.size());
        plans.forEach(plan -> call.summary().used(plan.strategy()));
        return Ending.done(Map.of(
                "plans",
                plans.stream().map(plan -> Json.written(JsonReport.of(plan))).toList()));
    }
}
