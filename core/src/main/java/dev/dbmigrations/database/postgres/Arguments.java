package dev.dbmigrations.database.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The arguments of a statement as the driver wants them. Texts and nulls take the type that the server expects in their place. */
final class Arguments {

    private Arguments() {}

    static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, converted(argument, statement.getConnection()));
            }
        }
    }

    private static Object converted(Object argument, Connection connection) throws SQLException {
        return switch (argument) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Collection<?> texts ->
                connection.createArrayOf(
                        "text", texts.stream().map(String::valueOf).toArray());
            case String[] texts -> connection.createArrayOf("text", texts);
            case long[] numbers ->
                connection.createArrayOf(
                        "bigint", Arrays.stream(numbers).boxed().toArray());
            default -> argument;
        };
    }
}
