package dev.dbmigrations.database.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs texts on one connection. A text without arguments reaches the server letter by letter and may hold several
 * statements; with arguments, {@code ?} is a placeholder.
 */
final class MySqlStatements {

    private static final Pattern READS = Pattern.compile(
            "\\s*(SELECT|SHOW|TABLE|VALUES|EXPLAIN|DESC|DESCRIBE|WITH)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Connection connection;
    private volatile boolean running;

    MySqlStatements(Connection connection) {
        this.connection = connection;
    }

    /** Whether a statement by its first word changes nothing. */
    static boolean onlyReads(String sql) {
        return READS.matcher(sql).matches();
    }

    boolean isRunning() {
        return running;
    }

    <T> List<T> query(String sql, Function<MySqlRow, T> reader, @Nullable Object[] arguments) throws SQLException {
        return run(sql, arguments, statement -> {
            List<T> rows = new ArrayList<>();
            skipToRows(statement);
            try (ResultSet result = statement.getResultSet()) {
                MySqlRow row = new MySqlRow(result);
                while (result.next()) {
                    rows.add(reader.apply(row));
                }
            }
            return rows;
        });
    }

    private static void skipToRows(Statement statement) throws SQLException {
        while (statement.getUpdateCount() >= 0) {
            statement.getMoreResults();
        }
    }

    long update(String sql, @Nullable Object[] arguments) throws SQLException {
        return run(sql, arguments, MySqlStatements::changedRows);
    }

    private interface Outcome<T> {
        T of(Statement statement) throws SQLException;
    }

    private <T> T run(String sql, @Nullable Object[] arguments, Outcome<T> outcome) throws SQLException {
        running = true;
        try {
            return arguments.length == 0 ? runPlain(sql, outcome) : runWithArguments(sql, arguments, outcome);
        } finally {
            running = false;
        }
    }

    private <T> T runPlain(String sql, Outcome<T> outcome) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return outcome.of(statement);
        }
    }

    private <T> T runWithArguments(String sql, @Nullable Object[] arguments, Outcome<T> outcome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            statement.execute();
            return outcome.of(statement);
        }
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(place, Types.NULL);
            case Instant instant -> statement.setObject(place, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            case Enum<?> constant -> statement.setString(place, constant.name());
            default -> statement.setObject(place, argument);
        }
    }

    /** Over all results of a text that holds several statements. */
    private static long changedRows(Statement statement) throws SQLException {
        long changed = 0;
        while (true) {
            long count = statement.getLargeUpdateCount();
            if (count >= 0) {
                changed += count;
            }
            if (!statement.getMoreResults() && statement.getLargeUpdateCount() < 0) {
                return changed;
            }
        }
    }
}
