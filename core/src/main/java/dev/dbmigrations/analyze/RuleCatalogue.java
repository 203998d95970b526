package dev.dbmigrations.analyze;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** All rules there are, by id. */
public final class RuleCatalogue {
    private final List<SafetyRule> rules;

    /** The given rules, for tests of one. */
    public RuleCatalogue(List<SafetyRule> rules) {
        this.rules = rules.stream().sorted(Comparator.comparing(SafetyRule::id)).toList();
    }

    /** The rules that are found on the class path. */
    public static RuleCatalogue discovered() {
        return new RuleCatalogue(ServiceLoader.load(SafetyRule.class, RuleCatalogue.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public List<SafetyRule> rules() {
        return rules;
    }

    public List<String> ids() {
        return rules.stream().map(SafetyRule::id).toList();
    }

    public Optional<SafetyRule> rule(String id) {
        return rules.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** The rule whose id, or the beginning of it, looks most like the text: for "did you mean". */
    public SafetyRule nearest(String text) {
        return rules.stream()
                .min(Comparator.comparing((SafetyRule r) -> !r.id().contains(text))
                        .thenComparingInt(r ->
                                Arrays.stream(distances(text, r.id())).min().orElse(0))
                        .thenComparingInt(r -> distances(text, r.id())[r.id().length()]))
                .orElseThrow(() -> new IllegalStateException("no rule is discovered"));
    }

    /**
     * How many letters have to be put in, taken out or replaced to turn one text into the other's first letters
     * (Levenshtein), for each number of these.
     */
    private static int[] distances(String from, String to) {
        int[] previous = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous;
    }
}
