package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.Session.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current row of a result. Reading a NULL is a mistake of the caller, except by {@link #isNull} and {@link #textOrNull}. */
final class MySqlRow implements Row {
    private final ResultSet result;

    MySqlRow(ResultSet result) {
        this.result = result;
    }

    /** Reads a column; the driver's exceptions mean a column of another type or a lost connection. */
    private interface Reading<T> {
        @Nullable
        T from(ResultSet result) throws SQLException;
    }

    private <T> T read(int column, Reading<T> reading) {
        try {
            T value = reading.from(result);
            if (value == null || result.wasNull()) {
                throw new IllegalStateException("column " + column + " is NULL in this row");
            }
            return value;
        } catch (SQLException failure) {
            throw MySqlFailures.translate(failure, false);
        }
    }

    @Override
    public String text(int column) {
        return read(column, r -> r.getString(column));
    }

    @Nullable
    String textOrNull(int column) {
        return isNull(column) ? null : text(column);
    }

    /** Zero dates have no object of their own but a text. */
    @Override
    public boolean isNull(int column) {
        try {
            return result.getString(column) == null;
        } catch (SQLException failure) {
            throw MySqlFailures.translate(failure, false);
        }
    }

    @Override
    public long number(int column) {
        return read(column, r -> r.getLong(column));
    }

    @Override
    public boolean truth(int column) {
        return read(column, r -> r.getBoolean(column));
    }

    /** Our sessions run in UTC, and so do the times in our own tables. */
    @Override
    public Instant instant(int column) {
        return read(column, r -> r.getObject(column, LocalDateTime.class)).toInstant(ZoneOffset.UTC);
    }

    /** There are no arrays: a list is a text with a line feed between its items. */
    @Override
    public List<String> texts(int column) {
        String all = text(column);
        return all.isEmpty() ? List.of() : List.of(all.split("\n", -1));
    }
}
