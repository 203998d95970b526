package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A name of more than 63 bytes: the server cuts it, and the next one may be cut to the same. */
@AutoService(SafetyRule.class)
public final class LongNameIsCut implements SafetyRule {
    /** NAMEDATALEN - 1 (PostgreSQL 14 to 18, as they are built everywhere). */
    private static final int MOST = 63;

    private static final Pattern STRINGS =
            Pattern.compile("(?s)'(?:[^']|'')*'|\\$([A-Za-z_]*)\\$.*?\\$\\1\\$|--[^\\n]*|/\\*.*?\\*/");
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return !dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    @Override
    public List<Finding> check(Subject subject) {
        String bare = STRINGS.matcher(subject.clause().sql()).replaceAll("''");
        return NAME.matcher(bare)
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > MOST)
                .limit(1)
                .map(name -> subject.finding(
                        this,
                        name,
                        "is cut to its first 63 bytes without an error: whoever looks it up in the catalog does not find it",
                        "choose a shorter name"))
                .toList();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                The server stores 63 bytes of a name and says so in a notice that nobody reads. Two long names that begin alike become
                the same one; tools that compare names with the catalog think the thing is missing.""", """
                No name is longer than 63 bytes.""", """
                A shorter name is chosen.""", new Explanation.Example("""
                CREATE INDEX CONCURRENTLY orders_by_the_status_they_had_when_the_customer_last_looked_at_them ON orders (status);""", """
                CREATE INDEX CONCURRENTLY orders_by_status ON orders (status);"""));
    }
}
