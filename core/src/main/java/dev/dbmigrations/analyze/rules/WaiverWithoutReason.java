package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.change.Waiver;
import java.util.List;

/** A waiver that does not say why: it accepts nothing. */
@AutoService(SafetyRule.class)
public final class WaiverWithoutReason implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> review(Review review) {
        return review.migration().directives().waivers().stream()
                .filter(w -> w.reason().isBlank())
                .map(Waiver::rule)
                .map(rule -> Waivers.finding(
                        this,
                        review.migration(),
                        rule,
                        "accepts nothing, because it does not say why",
                        "write allow=" + rule + " reason=\"…\""))
                .toList();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                Whoever reads the migration later has to know why a danger was accepted. A waiver without a reason leaves the finding as
                it is.""", """
                The waiver says why.""", """
                The reason is written behind the rule: reason="…".""", new Explanation.Example("""
                -- db-migrations: allow=column-rename-breaks-clients
                ALTER TABLE orders RENAME COLUMN email TO mail;""", """
                -- db-migrations: allow=column-rename-breaks-clients reason="no client reads it yet"
                ALTER TABLE orders RENAME COLUMN email TO mail;"""));
    }
}
