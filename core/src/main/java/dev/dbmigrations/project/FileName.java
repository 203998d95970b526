package dev.dbmigrations.project;

import dev.dbmigrations.change.Version;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name that says which migration the file is.
 *
 * @param role what the file is to its migration
 * @param version parts separated by dots; empty for a repeatable
 * @param description in words, underscores replaced by blanks; may be empty
 */
public record FileName(Role role, String version, String description) {

    /** What a file is to its migration. */
    public enum Role {
        VERSIONED,
        UNDO,
        REPEATABLE,
        /** The whole schema up to a version, for an empty database. */
        BASELINE,
        UP,
        DOWN,
        /** Both ways in one file, or not a migration at all: its text decides. */
        BOTH
    }

    private static final String SUFFIX = ".sql";
    private static final String SEPARATOR = "__";
    /** golang-migrate: {@code source/parse.go}. */
    private static final Pattern PAIRED = Pattern.compile("([0-9]+)_(.*)\\.(up|down)");
    /** dbmate: {@code pkg/dbmate/migration.go}; goose's names are among them. */
    private static final Pattern NUMBERED = Pattern.compile("([0-9]+)(.*)");

    private static final Pattern ALMOST =
            Pattern.compile("([vVuUbB])?[ _.-]*(\\d+(?:[._]\\d+)*)[ _.-]*(.*)", Pattern.DOTALL);
    private static final Pattern ALMOST_REPEATABLE = Pattern.compile("[rR][\\d]*[ _.-]+(.*)", Pattern.DOTALL);

    /** Whether a file of this name is SQL; the suffix counts in any case, as Flyway has it. */
    public static boolean isSql(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** Whether a file of this name is a plan kept beside its migration. */
    public static boolean isPlan(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".plan" + SUFFIX);
    }

    /** What the name says, or empty when it says nothing. */
    public static Optional<FileName> parse(String name) {
        if (!isSql(name)) {
            return Optional.empty();
        }
        String stem = stem(name);
        return flyway(stem).or(() -> paired(stem)).or(() -> numbered(stem));
    }

    /** The file name in Flyway's form. */
    public String toText() {
        String prefix = switch (role) {
            case VERSIONED, UP, BOTH -> "V";
            case UNDO, DOWN -> "U";
            case REPEATABLE -> "R";
            case BASELINE -> "B";
        };
        return prefix + version + SEPARATOR + description.replace(' ', '_') + SUFFIX;
    }

    /** The valid name that is nearest to what was meant. */
    public static String suggestion(String name) {
        String stem = stem(name);
        Matcher repeatable = ALMOST_REPEATABLE.matcher(stem);
        if (repeatable.matches()) {
            return new FileName(Role.REPEATABLE, "", MigrationName.toSnakeCase(repeatable.group(1))).toText();
        }
        Matcher almost = ALMOST.matcher(stem);
        if (!almost.matches()) {
            return "V<version>__" + MigrationName.toSnakeCase(stem.replaceFirst("^[VUB]_*", "")) + SUFFIX;
        }
        String prefix = almost.group(1) == null ? "V" : almost.group(1).toUpperCase(Locale.ROOT);
        return prefix + almost.group(2) + SEPARATOR + MigrationName.toSnakeCase(almost.group(3)) + SUFFIX;
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static Optional<FileName> flyway(String stem) {
        int separator = stem.indexOf(SEPARATOR);
        if (separator < 1) {
            return Optional.empty();
        }
        String version = stem.substring(1, separator);
        String description = stem.substring(separator + SEPARATOR.length()).replace('_', ' ');
        Role role = switch (stem.charAt(0)) {
            case 'V' -> Role.VERSIONED;
            case 'U' -> Role.UNDO;
            case 'B' -> Role.BASELINE;
            case 'R' -> Role.REPEATABLE;
            default -> Role.BOTH;
        };
        boolean fits = role == Role.REPEATABLE
                ? version.isEmpty() && !description.isEmpty()
                : role != Role.BOTH && Version.isWellFormed(version);
        return fits ? Optional.of(new FileName(role, version.replace('_', '.'), description)) : Optional.empty();
    }

    private static Optional<FileName> paired(String stem) {
        Matcher matcher = PAIRED.matcher(stem);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Role role = matcher.group(3).equals("up") ? Role.UP : Role.DOWN;
        return Optional.of(new FileName(role, matcher.group(1), matcher.group(2).replace('_', ' ')));
    }

    private static Optional<FileName> numbered(String stem) {
        Matcher matcher = NUMBERED.matcher(stem);
        return matcher.matches()
                ? Optional.of(new FileName(Role.BOTH, matcher.group(1), words(matcher.group(2))))
                : Optional.empty();
    }

    private static String words(String rest) {
        return rest.replaceFirst("^[_.-]+", "").replace('_', ' ');
    }
}
