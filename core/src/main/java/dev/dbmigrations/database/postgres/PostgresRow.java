package dev.dbmigrations.database.postgres;

import dev.dbmigrations.database.Session.Row;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current row of a result. Reading a NULL is a mistake of the caller, except by {@link #isNull} and {@link #textOrNull}. */
final class PostgresRow implements Row {

    private final ResultSet result;

    PostgresRow(ResultSet result) {
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
            throw DatabaseFailures.translate(failure, false);
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

    @Override
    public boolean isNull(int column) {
        try {
            return result.getObject(column) == null;
        } catch (SQLException failure) {
            throw DatabaseFailures.translate(failure, false);
        }
    }

    @Override
    public long number(int column) {
        return read(column, r -> r.getLong(column));
    }

    double decimal(int column) {
        return read(column, r -> r.getDouble(column));
    }

    @Override
    public boolean truth(int column) {
        return read(column, r -> r.getBoolean(column));
    }

    @Override
    public Instant instant(int column) {
        return read(column, r -> r.getObject(column, OffsetDateTime.class)).toInstant();
    }

    @Override
    public List<String> texts(int column) {
        return read(column, r -> {
            Array array = r.getArray(column);
            return array == null ? null : strings((Object[]) array.getArray());
        });
    }

    private static List<String> strings(Object[] values) {
        List<String> texts = new ArrayList<>(values.length);
        for (Object value : values) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }
}
