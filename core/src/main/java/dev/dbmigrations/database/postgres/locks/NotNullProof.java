package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A validated constraint from which the server concludes that a column holds no NULL, so that it need not look: a NOT
 * NULL constraint, or a check with {@code c IS NOT NULL} among its conjuncts (PostgreSQL 12 release notes; measured on
 * 15).
 */
final class NotNullProof {
    private static final Pattern CHECK = Pattern.compile("(?is)^\\s*CHECK\\s*(\\(.*\\))\\s*(NO\\s+INHERIT)?\\s*$");

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
        String bare = Conjunction.withoutOuterParentheses(condition);
        List<String> conjuncts = Conjunction.parts(bare);
        if (conjuncts.size() > 1) {
            return conjuncts.stream().anyMatch(part -> impliesNotNull(part, column));
        }
        String name = "(?:" + Pattern.quote(column) + "|\"" + Pattern.quote(column.replace("\"", "\"\"")) + "\")";
        return Pattern.compile("(?is)\\s*" + name + "\\s+IS\\s+NOT\\s+NULL\\s*")
                .matcher(bare)
                .matches();
    }
}
