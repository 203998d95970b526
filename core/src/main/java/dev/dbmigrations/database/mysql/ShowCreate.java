package dev.dbmigrations.database.mysql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as {@code SHOW CREATE TABLE} prints it: one part on each line, the only place where these servers tell a column
 * or an index in the words that make the very same again.
 *
 * @param columns everything behind the name, by column
 * @param indexes the whole line, by index; the primary key is {@code PRIMARY}
 * @param constraints everything behind {@code CONSTRAINT name}, by constraint
 * @param options what follows the closing parenthesis
 */
record ShowCreate(
        Map<String, String> columns, Map<String, String> indexes, Map<String, String> constraints, String options) {
    static final ShowCreate NOTHING = new ShowCreate(Map.of(), Map.of(), Map.of(), "");

    private static final String NAME = "`((?:[^`]|``)+)`";
    private static final Pattern COLUMN = Pattern.compile(NAME + " (.*)", Pattern.DOTALL);
    private static final Pattern INDEX =
            Pattern.compile("(?:UNIQUE |FULLTEXT |SPATIAL |VECTOR )?KEY " + NAME + " .*", Pattern.DOTALL);
    private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT " + NAME + " (.*)", Pattern.DOTALL);
    private static final String PRIMARY = "PRIMARY KEY ";

    static ShowCreate of(String statement) {
        int begin = statement.indexOf("(\n");
        int end = statement.lastIndexOf("\n)");
        if (begin < 0 || end < begin) {
            return NOTHING;
        }
        ShowCreate parts = new ShowCreate(
                new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), statement.substring(end + 2));
        for (String line : statement.substring(begin + 2, end + 1).split("\n")) {
            parts.add(line.strip().replaceAll(",$", ""));
        }
        return parts;
    }

    private void add(String line) {
        Matcher column = COLUMN.matcher(line);
        Matcher index = INDEX.matcher(line);
        Matcher constraint = CONSTRAINT.matcher(line);
        if (line.startsWith(PRIMARY)) {
            indexes.put("PRIMARY", line);
        } else if (column.matches()) {
            columns.put(plain(column.group(1)), column.group(2));
        } else if (index.matches()) {
            indexes.put(plain(index.group(1)), line);
        } else if (constraint.matches()) {
            constraints.put(plain(constraint.group(1)), constraint.group(2));
        }
    }

    private static String plain(String quoted) {
        return quoted.replace("``", "`");
    }
}
