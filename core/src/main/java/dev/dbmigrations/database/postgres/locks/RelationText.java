package dev.dbmigrations.database.postgres.locks;

import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Relation names as they stand in SQL text, read as the catalog stores them. */
final class RelationText {
    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String NAME = PART + "(?:\\s*\\.\\s*" + PART + ")*";
    private static final Pattern PARTS = Pattern.compile(PART);

    private RelationText() {}

    static TableName parse(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PARTS.matcher(text);
        while (matcher.find()) {
            parts.add(folded(matcher.group()));
        }
        if (parts.isEmpty()) {
            return TableName.unqualified(text);
        }
        return parts.size() == 1
                ? TableName.unqualified(parts.getFirst())
                : TableName.of(parts.get(parts.size() - 2), parts.getLast());
    }

    /** The names of a list {@code a, b.c}. */
    static List<TableName> parseList(String text) {
        List<TableName> names = new ArrayList<>();
        Matcher matcher = Pattern.compile(NAME).matcher(text);
        while (matcher.find()) {
            names.add(parse(matcher.group()));
        }
        return names;
    }

    /** The name that follows the words in the statement, if it is there. */
    static Optional<TableName> after(String words, String sql) {
        Matcher matcher = Pattern.compile(
                        "\\b" + words.replace(" ", "\\s+") + "\\s+(?:if\\s+exists\\s+)?(" + NAME + ")",
                        Pattern.CASE_INSENSITIVE)
                .matcher(sql);
        return matcher.find() ? Optional.of(parse(matcher.group(1))) : Optional.empty();
    }

    private static String folded(String part) {
        return part.startsWith("\"")
                ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                : part.toLowerCase(Locale.ROOT);
    }
}
