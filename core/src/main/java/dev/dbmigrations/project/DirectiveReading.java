package dev.dbmigrations.project;

import dev.dbmigrations.change.Directives;
import dev.dbmigrations.change.Directives.Conversions;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Strategy;
import dev.dbmigrations.change.Waiver;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what the comments of a migration say to the planner, comment by comment. */
final class DirectiveReading {

    private static final int LETTERS = Pattern.CASE_INSENSITIVE;
    private static final Pattern MARKER = Pattern.compile("[*\\s]*(db[-_ ]?migrations?\\s*:)(.*)", LETTERS);
    private static final String RIGHT_MARKER = "db-migrations:";
    private static final Pattern CONVERSION =
            Pattern.compile("(up|down)\\s*\\(\\s*(\"(?:[^\"]|\"\")*\"|[^)\\s]+)\\s*\\)\\s*=\\s*(.*)");
    private static final Pattern SECOND_CONVERSION = Pattern.compile("(?:^|\\s)(?:up|down)\\s*\\([^)]*\\)\\s*=(?!=).*");
    private static final Pattern WORD = Pattern.compile("([^\\s=]+)(?:=(?:\"([^\"]*)\"|(\\S*)))?\\s*");
    private static final List<String> KNOWN = List.of(
            "zero-downtime",
            "strategy=",
            "allow=",
            "until=",
            "transaction=none",
            "up(column) =",
            "down(column) =",
            "check \"title\" expect-zero SELECT");

    private boolean zeroDowntime;
    private @Nullable Strategy strategy;
    private boolean transactionNone;
    private @Nullable String waived;
    private Optional<LocalDate> until = Optional.empty();
    private boolean endMayFollow;
    private final List<Waiver> waivers = new ArrayList<>();
    private final Map<String, String> up = new LinkedHashMap<>();
    private final Map<String, String> down = new LinkedHashMap<>();
    private final CheckReading checks = new CheckReading();

    /**
     * @param body the comment without its marks
     * @param position where the comment begins
     */
    void accept(String body, Position position) {
        int line = position.line();
        List<String> lines = body.lines().toList();
        for (String text : lines) {
            Matcher marker = MARKER.matcher(text);
            Position here = new Position(position.file(), line, position.column());
            if (marker.matches()) {
                checks.end();
                requireRight(marker.group(1), here);
                directives(marker.group(2).strip(), here);
            } else {
                checks.goOn(lines.size() > 1 ? text.replaceFirst("^\\s*\\*\\s", "") : text, here);
            }
            line++;
        }
    }

    void withoutTransaction() {
        transactionNone = true;
    }

    Directives directives() {
        return new Directives(
                zeroDowntime,
                Optional.ofNullable(strategy),
                transactionNone,
                waivers,
                new Conversions(up, down),
                checks.all());
    }

    private static void requireRight(String marker, Position here) {
        if (!marker.replaceAll("\\s", "").equalsIgnoreCase(RIGHT_MARKER)) {
            throw DirectiveProblems.badMarker(here, marker);
        }
    }

    private void directives(String text, Position here) {
        int at = 0;
        while (at < text.length()) {
            String rest = text.substring(at);
            Matcher conversion = CONVERSION.matcher(rest);
            Matcher word = WORD.matcher(rest);
            if (conversion.matches()) {
                conversion(conversion, here);
                at = text.length();
            } else if (CheckReading.begins(rest)) {
                requireReason(here);
                checks.begin(rest, here);
                at = text.length();
            } else if (word.lookingAt()) {
                directive(word, here);
                at += word.end();
            } else {
                throw DirectiveProblems.unknown(here, rest, KNOWN);
            }
        }
        requireReason(here);
        endMayFollow = false;
    }

    private void conversion(Matcher found, Position here) {
        requireReason(here);
        String direction = found.group(1);
        String column = found.group(2);
        String expression = found.group(3).strip();
        if (expression.isEmpty()) {
            throw DirectiveProblems.noExpression(here, direction + "(" + column + ")");
        }
        if (SECOND_CONVERSION.matcher(expression).find()) {
            throw DirectiveProblems.twoConversions(here, found.group());
        }
        Map<String, String> conversions = direction.equals("up") ? up : down;
        String earlier = conversions.putIfAbsent(column, expression);
        if (earlier != null && !earlier.equals(expression)) {
            throw DirectiveProblems.contradiction(here, direction + "(" + column + ")", earlier, expression);
        }
    }

    private void directive(Matcher word, Position here) {
        String name = word.group(1);
        boolean quoted = word.group(2) != null;
        String value = quoted ? word.group(2) : word.group(3);
        if (waived != null && !name.equals("reason") && !name.equals("until")) {
            requireReason(here);
        }
        endMayFollow &= name.equals("until");
        if (name.equals("zero-downtime") && value == null) {
            zeroDowntime = true;
        } else if (value == null) {
            throw DirectiveProblems.unknown(here, name, KNOWN);
        } else {
            valued(name, value, here);
        }
    }

    private void valued(String name, String value, Position here) {
        switch (name) {
            case "strategy" -> strategy(value, here);
            case "transaction" -> {
                if (!value.equals("none")) {
                    throw DirectiveProblems.badValue(here, name, value, List.of("none"));
                }
                transactionNone = true;
            }
            case "allow" -> waived = value;
            case "reason" -> reason(value, here);
            case "until" -> until(value, here);
            default -> throw DirectiveProblems.unknown(here, name, KNOWN);
        }
    }

    private void strategy(String value, Position here) {
        Strategy wanted = Arrays.stream(Strategy.values())
                .filter(known -> known.word().equals(value))
                .findFirst()
                .orElseThrow(() -> DirectiveProblems.badValue(here, "strategy", value, strategies()));
        if (strategy != null && strategy != wanted) {
            throw DirectiveProblems.contradiction(here, "strategy", strategy.word(), value);
        }
        strategy = wanted;
    }

    private static List<String> strategies() {
        return Arrays.stream(Strategy.values()).map(Strategy::word).toList();
    }

    private void reason(String value, Position here) {
        String rule = waived;
        if (rule == null) {
            throw DirectiveProblems.reasonAlone(here);
        }
        if (value.isBlank()) {
            throw DirectiveProblems.noReason(here, rule);
        }
        waivers.add(new Waiver(rule, value, until));
        endMayFollow = until.isEmpty();
        waived = null;
        until = Optional.empty();
    }

    /** Behind the reason or in front of it. */
    private void until(String value, Position here) {
        if (waived == null && !endMayFollow) {
            throw DirectiveProblems.endAlone(here);
        }
        if (until.isPresent()) {
            throw DirectiveProblems.contradiction(here, "until", until.get().toString(), value);
        }
        Optional<LocalDate> day = Optional.of(day(value, here));
        if (waived != null) {
            until = day;
        } else {
            Waiver last = waivers.removeLast();
            waivers.add(new Waiver(last.rule(), last.reason(), day));
            endMayFollow = false;
        }
    }

    private static LocalDate day(String value, Position here) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw DirectiveProblems.badDay(here, value);
        }
    }

    private void requireReason(Position here) {
        String rule = waived;
        if (rule != null) {
            throw DirectiveProblems.noReason(here, rule);
        }
    }
}
