package dev.dbmigrations.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an exclusion constraint compares two rows by.
 *
 * @param parts the expressions, and by which operator two rows' values must not go together
 * @param predicate which rows it is about; empty for all
 */
record Exclusion(List<Part> parts, String predicate) {
    private static final Pattern PART = Pattern.compile("(?is)^(.*\\S)\\s+WITH\\s+(\\S+|OPERATOR\\s*\\([^)]*\\))$");
    private static final Pattern OPERATOR_CLASS = Pattern.compile("(?is)^(.*\\S)\\s+[\\w.]*_ops$");
    private static final Pattern WHERE = Pattern.compile("(?is)\\bWHERE\\s*\\((.*)\\)[^)]*$");

    /** One expression and its operator. */
    record Part(String expression, String operator) {}

    /** As it is written; empty where that is not understood. */
    static Optional<Exclusion> of(String definition) {
        List<Part> parts = new ArrayList<>();
        for (String written : KeyParts.keyOf(definition)) {
            Matcher part = PART.matcher(written);
            if (!part.matches()) {
                return Optional.empty();
            }
            Matcher operators = OPERATOR_CLASS.matcher(part.group(1).strip());
            parts.add(new Part(
                    operators.matches() ? operators.group(1) : part.group(1).strip(), part.group(2)));
        }
        Matcher where = WHERE.matcher(definition.substring(Math.max(0, KeyParts.endOf(definition))));
        String predicate = where.find() ? where.group(1).strip() : "";
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Exclusion(parts, predicate));
    }

    /** Whether only rows that are equal in something are to be compared: else it is each with every other. */
    boolean hasEquality() {
        return parts.stream().anyMatch(part -> part.operator().equals("="));
    }

    /** More columns of a query of its rows. */
    String operands() {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> ", " + parts.get(i).expression() + " AS db_migrations_" + i)
                .collect(Collectors.joining());
    }

    String condition() {
        return predicate.isEmpty() ? "" : " WHERE " + predicate;
    }

    /** That two of those rows must not stand side by side. */
    String joined(String one, String other) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> one + ".db_migrations_" + i + " " + parts.get(i).operator() + " " + other
                        + ".db_migrations_" + i)
                .collect(Collectors.joining(" AND "));
    }
}
