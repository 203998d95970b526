package dev.dbmigrations.database.mysql;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The members of an ENUM or SET. A value is stored as the member that the collation holds equal to it, and the members of a
 * SET are shown in the order of its type, so that the text before and after an assignment need not be the same.
 */
final class Members {
    private static final Pattern MEMBER = Pattern.compile("'(?:[^']|'')*'");

    private Members() {}

    static boolean areIn(String type) {
        String word = type.toLowerCase(Locale.ROOT);
        return word.startsWith("enum(") || word.startsWith("set(");
    }

    /** Which members of the type the value is, whatever type it has itself. */
    static String numbered(String value, String type) {
        List<String> members =
                MEMBER.matcher(type).results().map(MatchResult::group).toList();
        if (type.toLowerCase(Locale.ROOT).startsWith("enum")) {
            return "CASE WHEN " + value + " IS NOT NULL THEN field(" + value + ", " + String.join(", ", members)
                    + ") END";
        }
        return members.stream()
                .map(member -> "find_in_set(" + member + ", " + value + ") > 0")
                .collect(Collectors.joining(", ", "concat(", ")"));
    }
}
