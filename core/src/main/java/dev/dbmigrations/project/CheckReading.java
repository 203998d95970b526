package dev.dbmigrations.project;

import dev.dbmigrations.change.OwnCheck;
import dev.dbmigrations.change.OwnCheck.Moment;
import dev.dbmigrations.change.Position;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checks among the directives: {@code check [before|after] "title" expect-zero query}. The query goes on in the comments on the
 * lines right below, up to a semicolon, an empty comment, another directive, or a line without a comment.
 */
final class CheckReading {
    private static final Pattern BEGINNING = Pattern.compile("check(\\s.*)?");
    private static final Pattern CHECK =
            Pattern.compile("check\\s+(?:(before|after)\\s+)?\"([^\"]*)\"\\s+expect-zero(?:\\s+(.*))?");
    private static final Pattern QUERY = Pattern.compile("(?is)[(\\s]*(SELECT|WITH|TABLE|VALUES)\\b.*");

    private final List<OwnCheck> all = new ArrayList<>();
    private @Nullable Open open;

    /** A check whose query may go on. */
    private record Open(Position position, String title, Set<Moment> moments, List<String> lines) {}

    static boolean begins(String text) {
        return BEGINNING.matcher(text).matches();
    }

    void begin(String text, Position here) {
        Matcher check = CHECK.matcher(text);
        if (!check.matches()) {
            throw DirectiveProblems.badCheck(here, text);
        }
        String title = check.group(2).strip();
        if (title.isEmpty()) {
            throw DirectiveProblems.badCheck(here, text);
        }
        Set<Moment> moments = check.group(1) == null
                ? EnumSet.allOf(Moment.class)
                : EnumSet.of(Moment.valueOf(check.group(1).toUpperCase(Locale.ROOT)));
        open = new Open(here, title, moments, new ArrayList<>());
        add(check.group(3) == null ? "" : check.group(3));
    }

    /** A line of a comment that is no directive. */
    void goOn(String text, Position here) {
        Open begun = open;
        if (begun == null) {
            return;
        }
        boolean below = here.line() == begun.position().line() + begun.lines().size();
        if (below && !text.isBlank()) {
            add(text);
        } else {
            end();
        }
    }

    private void add(String line) {
        Open begun = open;
        if (begun == null) {
            return;
        }
        String text = line.stripTrailing();
        boolean over = text.endsWith(";");
        begun.lines().add(over ? text.replaceFirst("[;\\s]+$", "") : text);
        if (over) {
            end();
        }
    }

    /** The query of the check that is open, if any, is complete. */
    void end() {
        Open begun = open;
        open = null;
        if (begun == null) {
            return;
        }
        String sql = String.join("\n", begun.lines()).strip();
        if (!QUERY.matcher(sql).matches()) {
            throw DirectiveProblems.noQuery(begun.position(), begun.title());
        }
        OwnCheck check = new OwnCheck(begun.title(), sql, begun.moments());
        if (all.stream().anyMatch(other -> other.title().equals(check.title()) && !other.equals(check))) {
            throw DirectiveProblems.contradiction(begun.position(), "check", begun.title(), begun.title());
        }
        if (!all.contains(check)) {
            all.add(check);
        }
    }

    List<OwnCheck> all() {
        end();
        return List.copyOf(all);
    }
}
