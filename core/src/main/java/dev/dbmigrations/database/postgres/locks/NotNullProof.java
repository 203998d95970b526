package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A validated constraint from which the server concludes that a column holds no NULL, so that it need not look: a NOT
 * NULL constraint, or a check with {@code c IS NOT NULL} among its conjuncts (PostgreSQL 12 release notes; measured on
 * 15).
 */
final class NotNullProof {
    private static final Pattern CHECK = Pattern.compile("(?is)^\\s*CHECK\\s*(\\(.*\\))\\s*(NO\\s+INHERIT)?\\s*$");
    private static final Pattern AND = Pattern.compile("(?i)\\G\\bAND\\b");

    private NotNullProof() {}

    static boolean exists(Table table, String column) {
        return table.constraints().stream().anyMatch(c -> c.validated() && proves(c, column));
    }

    /** Whether NOT NULL is set for new rows only, so that setting it again has to read the table (18 and newer). */
    static boolean isPending(Table table, String column) {
        return table.constraintsOn(column).anyMatch(c -> c.kind() == Kind.NOT_NULL && !c.validated());
    }

    private static boolean proves(Constraint constraint, String column) {
        return switch (constraint.kind()) {
            case NOT_NULL -> constraint.columns().contains(column);
            case CHECK -> {
                var matcher = CHECK.matcher(constraint.definition());
                yield matcher.matches() && impliesNotNull(matcher.group(1), column);
            }
            case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, EXCLUSION -> false;
        };
    }

    private static boolean impliesNotNull(String condition, String column) {
        String bare = withoutOuterParentheses(condition);
        List<String> conjuncts = conjuncts(bare);
        if (conjuncts.size() > 1) {
            return conjuncts.stream().anyMatch(part -> impliesNotNull(part, column));
        }
        String name = "(?:" + Pattern.quote(column) + "|\"" + Pattern.quote(column.replace("\"", "\"\"")) + "\")";
        return Pattern.compile("(?is)\\s*" + name + "\\s+IS\\s+NOT\\s+NULL\\s*")
                .matcher(bare)
                .matches();
    }

    private static String withoutOuterParentheses(String text) {
        String bare = text.strip();
        while (bare.startsWith("(") && closing(bare) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    /** Where the parenthesis that opens at the start is closed. */
    private static int closing(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            i = afterQuoted(text, i);
            if (i >= text.length()) {
                return -1;
            }
            depth += depthChange(text.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> conjuncts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            i = afterQuoted(text, i);
            if (i >= text.length()) {
                break;
            }
            depth += depthChange(text.charAt(i));
            if (depth == 0 && AND.matcher(text).region(i, text.length()).lookingAt() && isWordStart(text, i)) {
                parts.add(text.substring(start, i));
                start = i + 3;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean isWordStart(String text, int at) {
        return at > 0 && !Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '_';
    }

    private static int depthChange(char c) {
        return c == '(' ? 1 : c == ')' ? -1 : 0;
    }

    /** Steps over a string or quoted identifier that begins here. */
    private static int afterQuoted(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == '\'' || text.charAt(i) == '"')) {
            int end = text.indexOf(text.charAt(i), i + 1);
            i = end < 0 ? text.length() : end + 1;
        }
        return i;
    }
}
