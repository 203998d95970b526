package dev.dbmigrations.analyze.rules;

import dev.dbmigrations.analyze.Review;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.AddConstraint.AddForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The foreign keys that a migration adds behind {@code SET foreign_key_checks = 0}: their rows are not read. */
final class UncheckedKeys {
    private static final Pattern CHECKS = Pattern.compile("(?is)\\s*set\\b.*foreign_key_checks\\s*:?=\\s*(\\w+).*");

    private UncheckedKeys() {}

    static List<Subject> of(Review review) {
        List<Subject> unchecked = new ArrayList<>();
        boolean checks = true;
        for (Subject subject : review.subjects()) {
            Matcher said = CHECKS.matcher(subject.statement().text());
            if (said.matches()) {
                checks = !said.group(1).matches("(?i)0|off|false");
            } else if (!checks && subject.change() instanceof AddForeignKey) {
                unchecked.add(subject);
            }
        }
        return unchecked;
    }

    /** All changes but these. */
    static Stream<Subject> without(Review review) {
        List<Subject> unchecked = of(review);
        return review.subjects().stream().filter(s -> !unchecked.contains(s));
    }
}
