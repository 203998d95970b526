package dev.dbmigrations.project;

import dev.dbmigrations.project.MigrationFile.TransactionMark;
import dev.dbmigrations.project.Script.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A changeset of a Liquibase file.
 *
 * @param name what it is called, and where
 * @param attributes by name in lower case
 * @param lines its SQL
 * @param unsupported something in it that would be wrong to pass over
 */
record Changeset(Name name, Map<String, String> attributes, Lines lines, Optional<Unsupported> unsupported) {

    private static final Set<String> DELIMITERS = Set.of(";", "go", "\\ngo", "\\n/", "/");

    /**
     * @param line where it begins
     */
    record Name(String author, String id, int line) {
        /** {@code author:id}. */
        String text() {
            return author + ":" + id;
        }
    }

    /**
     * @param up the way forth
     * @param rollback the way back; empty when none is written
     */
    record Lines(List<Segment> up, Optional<List<Segment>> rollback) {
        Lines {
            up = List.copyOf(up);
            rollback = rollback.map(List::copyOf);
        }
    }

    /**
     * @param line where it stands
     * @param word as written
     */
    record Unsupported(int line, String word) {}

    Changeset {
        attributes = Map.copyOf(attributes);
    }

    static Optional<String> unsupportedAttribute(Map<String, String> attributes) {
        if (isTrue(attributes, "runalways")) {
            return Optional.of("runAlways:true");
        }
        if ("false".equalsIgnoreCase(attributes.get("failonerror"))) {
            return Optional.of("failOnError:false");
        }
        if (attributes.containsKey("runwith")) {
            return Optional.of("runWith");
        }
        String delimiter = attributes.getOrDefault("enddelimiter", ";");
        return DELIMITERS.contains(delimiter.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("endDelimiter:" + delimiter);
    }

    boolean isRunOnChange() {
        return isTrue(attributes, "runonchange");
    }

    /** Why it does not run here, or empty when it does. */
    Optional<String> whyNotRun(Set<String> databaseNames) {
        if (isTrue(attributes, "ignore")) {
            return Optional.of("marked ignore:true");
        }
        String wanted = attributes.getOrDefault("dbms", "all");
        return databaseNames.isEmpty() || isMeant(wanted, databaseNames)
                ? Optional.empty()
                : Optional.of("for another database: dbms:" + wanted);
    }

    TransactionMark transaction() {
        return "false".equalsIgnoreCase(attributes.get("runintransaction"))
                ? TransactionMark.WITHOUT
                : TransactionMark.NONE_GIVEN;
    }

    private static boolean isMeant(String wanted, Set<String> databaseNames) {
        List<String> names = Arrays.stream(wanted.split(",")).map(String::strip).toList();
        boolean refused =
                names.stream().anyMatch(name -> name.startsWith("!") && databaseNames.contains(name.substring(1)));
        boolean onlyRefusals = names.stream().allMatch(name -> name.startsWith("!"));
        return !refused
                && (onlyRefusals || names.contains("all") || names.stream().anyMatch(databaseNames::contains));
    }

    private static boolean isTrue(Map<String, String> attributes, String name) {
        return "true".equalsIgnoreCase(attributes.get(name));
    }
}
