package dev.dbmigrations.analyze;

/**
 * What a rule has to say for itself.
 *
 * @param danger what goes wrong, and for whom
 * @param silentWhen when the danger does not exist and the rule says nothing
 * @param rewrite what is done instead
 * @param example the danger and its rewrite in SQL
 */
public record Explanation(String danger, String silentWhen, String rewrite, Example example) {

    /**
     * @param bad a statement about which the rule complains
     * @param good statements to the same end about which it does not
     */
    public record Example(String bad, String good) {
        public Example {
            bad = bad.strip();
            good = good.strip();
        }
    }

    public Explanation {
        danger = danger.strip();
        silentWhen = silentWhen.strip();
        rewrite = rewrite.strip();
    }
}
