package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.WholeTableChange.AlterOtherwise;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Row security that is switched on before there is a policy: everybody but the owner sees no rows. */
@AutoService(SafetyRule.class)
public final class RowSecurityHidesRows implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> review(Review review) {
        List<Finding> findings = new ArrayList<>();
        Set<TableName> withPolicy = new TreeSet<>();
        for (Subject subject : review.subjects()) {
            if (subject.change() instanceof RunAsWritten run && run.action().equals("create policy")) {
                run.tables().stream().map(subject.schema()::resolve).forEach(withPolicy::add);
            }
            if (subject.change() instanceof AlterOtherwise alter
                    && alter.action().equals("enable row level security")
                    && subject.hasClients()
                    && !withPolicy.contains(subject.schema().resolve(alter.table()))
                    && !subject.table().map(RowSecurityHidesRows::hasPolicy).orElse(false)) {
                findings.add(subject.finding(
                        this,
                        "ENABLE ROW LEVEL SECURITY",
                        "hides all rows of " + subject.sized() + " from everybody but its owner: no policy shows any",
                        "create the policies first, enable last"));
            }
        }
        return findings;
    }

    private static boolean hasPolicy(Table table) {
        return table.surroundings().dependents().stream().anyMatch(d -> d.kind().equals("policy"));
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                From the moment row security is enabled, a row is seen and written only if a policy lets it be. Without any policy
                that is none: queries give nothing, and updates change nothing, without an error.""", """
                A policy of the table is there, or the table is new in this migration.""", """
                The policies are created first; enabling row security is the last statement.""", new Explanation.Example("""
                ALTER TABLE orders ENABLE ROW LEVEL SECURITY;""", """
                CREATE POLICY own_orders ON orders USING (email = current_user);
                ALTER TABLE orders ENABLE ROW LEVEL SECURITY;"""));
    }
}
