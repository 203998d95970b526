package dev.dbmigrations.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What clients do meanwhile, from {@code writers.sql}: sections that begin with {@code -- old} (until the gate),
 * {@code -- new} (from the end of the expand phase on), {@code -- both} (all the time) and {@code -- check} (a query that
 * must give no rows in the end). {@code :n} is a number that no other statement has.
 */
record WritersFile(Map<Section, List<String>> statements) {

    /** Who runs the statements, and when. */
    enum Section {
        OLD,
        NEW,
        BOTH,
        CHECK
    }

    static WritersFile of(String text) {
        Map<Section, List<String>> statements = new EnumMap<>(Section.class);
        Section section = Section.BOTH;
        StringBuilder statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("-- ")) {
                section = Section.valueOf(line.substring(3).strip().toUpperCase(java.util.Locale.ROOT));
            } else {
                statement.append(line).append('\n');
                if (line.stripTrailing().endsWith(";")) {
                    statements
                            .computeIfAbsent(section, s -> new ArrayList<>())
                            .add(statement.toString().strip());
                    statement.setLength(0);
                }
            }
        }
        return new WritersFile(statements);
    }

    List<String> of(Section section) {
        return statements.getOrDefault(section, List.of());
    }
}
