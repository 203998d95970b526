package dev.dbmigrations.project.starter;

import dev.dbmigrations.project.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column as it is given on the command line: {@code name:type[:unique][:index][:null|:notnull][:default=…]}.
 *
 * @param name as written
 * @param type as written; empty when none was given
 * @param traits the words after the type
 * @param defaultSql everything after {@code default=}
 */
public record ColumnSpec(String name, Optional<String> type, Set<String> traits, Optional<String> defaultSql) {

    private static final Pattern DEFAULT = Pattern.compile("(.*?):default=(.*)", Pattern.DOTALL);
    private static final List<String> KNOWN = List.of("unique", "index", "null", "notnull");
    private static final String SQL_NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";

    public ColumnSpec {
        traits = Set.copyOf(traits);
    }

    static ColumnSpec named(String name) {
        return new ColumnSpec(name, Optional.empty(), Set.of(), Optional.empty());
    }

    /**
     * Reads one argument.
     *
     * @throws dev.dbmigrations.MigrationException if it is no column
     */
    public static ColumnSpec parse(String text) {
        Matcher withDefault = DEFAULT.matcher(text);
        boolean hasDefault = withDefault.matches();
        String[] parts = (hasDefault ? withDefault.group(1) : text).split(":", -1);
        if (!parts[0].matches(SQL_NAME)) {
            throw StarterProblems.notAColumn(text);
        }
        Optional<String> type = parts.length > 1 ? Optional.of(parts[1].strip()) : Optional.empty();
        if (type.isPresent() && (type.get().isEmpty() || !isBalanced(type.get()))) {
            throw StarterProblems.notAColumn(text);
        }
        Set<String> traits = new TreeSet<>();
        for (int i = 2; i < parts.length; i++) {
            traits.add(trait(text, parts[i]));
        }
        if (traits.containsAll(List.of("null", "notnull"))) {
            throw StarterProblems.nullAndNotNull(text);
        }
        return new ColumnSpec(
                parts[0], type, traits, hasDefault ? Optional.of(withDefault.group(2)) : Optional.empty());
    }

    private static String trait(String text, String word) {
        if (!KNOWN.contains(word)) {
            throw StarterProblems.unknownTrait(text, word, Nearest.to(word, KNOWN));
        }
        return word;
    }

    private static boolean isBalanced(String type) {
        return type.chars().filter(c -> c == '(').count()
                == type.chars().filter(c -> c == ')').count();
    }

    boolean isUnique() {
        return traits.contains("unique");
    }

    boolean isIndexed() {
        return traits.contains("index");
    }

    /** The column from its quoted name on. */
    String definition(String quotedName, String defaultType) {
        String nullness = traits.contains("notnull") ? " NOT NULL" : traits.contains("null") ? " NULL" : "";
        return quotedName + " " + type.orElse(defaultType)
                + defaultSql.map(sql -> " DEFAULT " + sql).orElse("")
                + nullness;
    }
}
