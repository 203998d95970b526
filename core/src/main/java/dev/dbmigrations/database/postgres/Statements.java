package dev.dbmigrations.database.postgres;

import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/**
 * Runs texts on one connection. A text without arguments reaches the server letter by letter in one simple query, so its
 * {@code ?} are operators; with arguments, {@code ?} is a placeholder.
 */
final class Statements {

    private static final Pattern READS =
            Pattern.compile("\\s*(SELECT|SHOW|TABLE|VALUES|EXPLAIN)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final PgConnection connection;
    private volatile boolean running;

    Statements(PgConnection connection) {
        this.connection = connection;
    }

    /** Whether a statement by its first word changes nothing. */
    static boolean onlyReads(String sql) {
        return READS.matcher(sql).matches();
    }

    boolean isRunning() {
        return running;
    }

    <T> List<T> query(String sql, Function<PostgresRow, T> reader, @Nullable Object[] arguments) throws SQLException {
        return run(sql, arguments, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                PostgresRow row = new PostgresRow(result);
                while (result.next()) {
                    rows.add(reader.apply(row));
                }
            }
            return rows;
        });
    }

    /** Gives each result set of the text to the next reader. */
    int queries(String sql, List<Consumer<PostgresRow>> readers) throws SQLException {
        return run(sql, new Object[0], statement -> {
            Iterator<Consumer<PostgresRow>> next = readers.iterator();
            do {
                try (ResultSet result = statement.getResultSet()) {
                    Consumer<PostgresRow> reader = next.next();
                    PostgresRow row = new PostgresRow(result);
                    while (result.next()) {
                        reader.accept(row);
                    }
                }
            } while (statement.getMoreResults());
            return readers.size();
        });
    }

    long update(String sql, @Nullable Object[] arguments) throws SQLException {
        return run(sql, arguments, Statements::changedRows);
    }

    long execute(String sql) throws SQLException {
        CopyText copy = CopyText.of(sql).orElse(null);
        if (copy != null) {
            running = true;
            try {
                return new CopyManager(connection).copyIn(copy.command(), new StringReader(copy.data()));
            } catch (java.io.IOException impossible) {
                throw new SQLException("the data of a COPY could not be read", impossible);
            } finally {
                running = false;
            }
        }
        return run(sql, new Object[0], Statements::changedRows);
    }

    private interface Outcome<T> {
        T of(Statement statement) throws SQLException;
    }

    private <T> T run(String sql, @Nullable Object[] arguments, Outcome<T> outcome) throws SQLException {
        running = true;
        try {
            return arguments.length == 0 ? runSimple(sql, outcome) : runPrepared(sql, arguments, outcome);
        } finally {
            running = false;
        }
    }

    private <T> T runSimple(String sql, Outcome<T> outcome) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return outcome.of(statement);
        }
    }

    private <T> T runPrepared(String sql, @Nullable Object[] arguments, Outcome<T> outcome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setEscapeProcessing(false);
            Arguments.bind(statement, arguments);
            statement.execute();
            return outcome.of(statement);
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
