package dev.dbmigrations.cli.command;

import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.cli.Action;
import dev.dbmigrations.cli.Call;
import dev.dbmigrations.cli.Ending;
import dev.dbmigrations.cli.UsageFailures;
import dev.dbmigrations.report.RuleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains one rule of the analysis, or lists them all. */
@Command(
        name = "explain",
        customSynopsis = "db-migrations explain [RULE]",
        description = "Explain one rule: the danger, what is done instead, an example. Without RULE: list them all.")
public final class ExplainCommand implements Action {
    @Parameters(arity = "0..1", paramLabel = "RULE", description = "Its id, as findings show it.")
    private Optional<String> rule = Optional.empty();

    @Override
    public Ending run(Call call) {
        RuleCatalogue catalogue = RuleCatalogue.discovered();
        return rule.map(id -> explain(call, catalogue, id)).orElseGet(() -> list(call, catalogue));
    }

    private static Ending list(Call call, RuleCatalogue catalogue) {
        List<String> ids = catalogue.ids();
        ids.forEach(call.display()::say);
        return Ending.done(Map.of("rules", ids));
    }

    private static Ending explain(Call call, RuleCatalogue catalogue, String id) {
        SafetyRule found = catalogue.rule(id).orElseThrow(() -> unknown(catalogue, id));
        call.display().say(RuleText.of(found).stripTrailing());
        return Ending.done(details(found));
    }

    private static Map<String, Object> details(SafetyRule found) {
        Explanation explanation = found.explanation();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("rule", found.id());
        details.put("severity", found.severity().name().toLowerCase(Locale.ROOT));
        details.put("danger", explanation.danger());
        details.put("silentWhen", explanation.silentWhen());
        details.put("instead", explanation.rewrite());
        details.put("bad", explanation.example().bad());
        details.put("good", explanation.example().good());
        return details;
    }

    private static RuntimeException unknown(RuleCatalogue catalogue, String id) {
        String next = catalogue.ids().isEmpty()
                ? "db-migrations explain"
                : "db-migrations explain " + catalogue.nearest(id).id();
        return UsageFailures.wrong("there is no rule \"" + id + "\"", "explain " + id, "no rule has this id", next);
    }
}
