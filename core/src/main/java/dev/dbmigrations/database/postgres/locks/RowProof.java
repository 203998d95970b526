package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Constraint.Kind;
import dev.dbmigrations.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether validated checks of a table say all that a condition says, word for word. The server concludes from more than
 * that (PostgreSQL 18: {@code ConstraintImpliedByRelConstraint}); what is not found here counts as not proved.
 */
public final class RowProof {
    private static final Pattern CHECK = Pattern.compile("(?is)^\\s*CHECK\\s*(\\(.*\\))\\s*(?:NO\\s+INHERIT)?\\s*$");
    private static final Pattern NOT_NULL = Pattern.compile("(?is)(\\w+|\"(?:[^\"]|\"\")+\")\\s+IS\\s+NOT\\s+NULL");

    private RowProof() {}

    public static boolean exists(Table table, String condition) {
        Set<String> known = table.constraints().stream()
                .filter(c -> c.kind() == Kind.CHECK && c.validated())
                .map(Constraint::definition)
                .map(CHECK::matcher)
                .filter(Matcher::matches)
                .flatMap(m -> Conjunction.flat(m.group(1)).stream())
                .collect(Collectors.toSet());
        List<String> wanted = Conjunction.flat(condition);
        return wanted.stream().allMatch(part -> known.contains(part) || isNotNull(table, part));
    }

    private static boolean isNotNull(Table table, String part) {
        Matcher asked = NOT_NULL.matcher(part);
        return asked.matches()
                && !NotNullProof.isPending(
                        table, RelationText.parse(asked.group(1)).name())
                && ColumnChanges.holdsNoNull(
                        table, RelationText.parse(asked.group(1)).name());
    }
}
