package dev.dbmigrations.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the program wrote of its run into the database it worked on: its events, as JSON. */
record Journal(Sql sql) {
    private static final Pattern STEP = Pattern.compile("\"step\":\"([^\"]*)\"");
    private static final Pattern MILLISECONDS = Pattern.compile("\"milliseconds\":(\\d+)");
    private static final Pattern ROWS = Pattern.compile("\"rows\":(\\d+)");

    /** How long the steps took in whose name that is found, together, in seconds, as the program measured them. */
    double seconds(Pattern step) throws SQLException {
        return sum("StepDone", step, MILLISECONDS) / 1e3;
    }

    /** The same of each step, in their order. */
    Map<String, Double> secondsOfEach() throws SQLException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (String payload : payloads("StepDone")) {
            seconds.merge(first(STEP, payload), Double.parseDouble(first(MILLISECONDS, payload)) / 1e3, Double::sum);
        }
        return seconds;
    }

    /** How many rows such steps have moved so far. */
    long rows(Pattern step) throws SQLException {
        return sum("BatchDone", step, ROWS);
    }

    private long sum(String kind, Pattern step, Pattern figure) throws SQLException {
        return payloads(kind).stream()
                .filter(payload -> step.matcher(first(STEP, payload)).find())
                .mapToLong(payload -> Long.parseLong(first(figure, payload)))
                .sum();
    }

    private List<String> payloads(String kind) throws SQLException {
        return sql.texts("SELECT payload FROM db_migrations_journal WHERE kind = '" + kind + "' ORDER BY id");
    }

    private static String first(Pattern pattern, String payload) {
        Matcher found = pattern.matcher(payload);
        return found.find() ? found.group(1) : "0";
    }
}
