package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Waiver;
import java.util.List;

/** A waiver for something that was not found: a leftover, or a misspelt rule. */
@AutoService(SafetyRule.class)
public final class WaiverMatchesNothing implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public List<Finding> review(Review review) {
        return review.migration().directives().waivers().stream()
                .map(Waiver::rule)
                .filter(rule -> review.found().stream().noneMatch(f -> f.rule().equals(rule)))
                .distinct()
                .map(rule -> finding(review, rule))
                .toList();
    }

    private Finding finding(Review review, String rule) {
        RuleCatalogue catalogue = RuleCatalogue.discovered();
        boolean exists = catalogue.rule(rule).isPresent();
        String harm =
                exists ? "accepts nothing: the rule found nothing here" : "accepts nothing: there is no such rule";
        String instead = exists
                ? "take the waiver out"
                : "perhaps " + catalogue.nearest(rule).id() + " was meant";
        return Waivers.finding(this, review.migration(), rule, harm, instead);
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A waiver stays behind when the statement it was for is gone, and will hide the next danger of that kind. Or the rule is
                misspelt, and the finding it was meant for still counts.""", """
                The rule has found something in the migration.""", """
                The waiver is taken out, or its rule spelt right.""", new Explanation.Example("""
                -- db-migrations: allow=table-drop-loses-data reason="it is empty"
                ALTER TABLE orders ADD COLUMN seen boolean;""", """
                ALTER TABLE orders ADD COLUMN seen boolean;"""));
    }
}
