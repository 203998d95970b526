package dev.dbmigrations.analyze.rules;

import com.google.auto.service.AutoService;
import dev.dbmigrations.analyze.Explanation;
import dev.dbmigrations.analyze.Finding;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.analyze.Subject;
import dev.dbmigrations.change.ColumnChange.ChangeType;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.Dialect;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A member is taken out of an ENUM or SET: rows that hold it do not fit any more. */
@AutoService(SafetyRule.class)
public final class LostMemberBreaksRows implements SafetyRule {

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public boolean concerns(Dialect dialect) {
        return dialect.can(Capability.ONLINE_ALGORITHMS);
    }

    private static final Pattern MEMBERS = Pattern.compile("(?is)\\s*(?:enum|set)\\s*\\((.*)\\).*");

    @Override
    public List<Finding> check(Subject subject) {
        if (!(subject.change() instanceof ChangeType change) || !subject.hasClients()) {
            return List.of();
        }
        List<String> now = members(change.type());
        List<String> lost = subject.table().flatMap(t -> t.column(change.column())).stream()
                .flatMap(c -> members(c.type()).stream())
                .filter(m -> !now.isEmpty() && !now.contains(m))
                .toList();
        if (lost.isEmpty()) {
            return List.of();
        }
        String harm = "fails if a row holds " + InWords.list(lost)
                + ", or empties it where the mode is not strict; and breaks every client that still writes it";
        return List.of(subject.finding(
                this, change.column(), harm, "give those rows another value first, and stop writing it"));
    }

    private static List<String> members(String type) {
        Matcher parts = MEMBERS.matcher(type);
        return parts.matches()
                ? Pattern.compile("\\s*,\\s*(?=')")
                        .splitAsStream(parts.group(1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    @Override
    public Explanation explanation() {
        return new Explanation("""
                A row that holds the member has no place in the new type. In strict mode the statement fails after it has copied rows;
                otherwise it empties the value in silence. Clients that still write the member fail. The whole table is copied for it.""", """
                Members are only added. At the end of the list they cost nothing, as long as the values need no further byte.""", """
                The clients stop writing the member, rows that hold it get another value in batches, and then the column is replaced
                by a second one without it. Or the member stays.""", new Explanation.Example("""
                ALTER TABLE orders MODIFY COLUMN status enum('new', 'paid') NOT NULL DEFAULT 'new';""", """
                ALTER TABLE orders MODIFY COLUMN status enum('new', 'paid', 'void', 'lost') NOT NULL DEFAULT 'new';"""));
    }
}
