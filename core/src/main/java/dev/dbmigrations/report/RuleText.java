package dev.dbmigrations.report;

import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.SafetyRule;

/** A rule explained. */
public final class RuleText {

    private RuleText() {}

    /** What {@code explain} prints. */
    public static String of(SafetyRule rule) {
        Explanation explanation = rule.explanation();
        return rule.id() + "   " + rule.severity().word() + "\n"
                + "\nthe danger\n" + indented(explanation.danger())
                + "\nno danger when\n" + indented(explanation.silentWhen())
                + "\nwhat is done instead\n" + indented(explanation.rewrite())
                + "\ndangerous\n" + indented(explanation.example().bad())
                + "\nsafe\n" + indented(explanation.example().good())
                + "\nto accept it, with a reason\n"
                + indented("-- db-migrations: allow=" + rule.id() + " reason=\"…\"");
    }

    /**
     * The page of the documentation.
     *
     * @param findings what the analysis prints about the dangerous example
     */
    public static String page(SafetyRule rule, String findings) {
        Explanation explanation = rule.explanation();
        return "# " + rule.id() + "\n\n"
                + "Severity: " + rule.severity().word() + "\n\n"
                + explanation.danger() + "\n\n"
                + "```sql\n" + explanation.example().bad() + "\n```\n\n"
                + "```text\n" + findings + "```\n\n"
                + "## What is done instead\n\n" + explanation.rewrite() + "\n\n"
                + "```sql\n" + explanation.example().good() + "\n```\n\n"
                + "## When there is no danger\n\n" + explanation.silentWhen() + "\n\n"
                + "## To accept it\n\n"
                + "```sql\n-- db-migrations: allow=" + rule.id() + " reason=\"…\"\n```\n";
    }

    private static String indented(String text) {
        return text.indent(2);
    }
}
