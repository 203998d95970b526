package dev.dbmigrations.database.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What a server says of the syntax of a statement, which it is not asked to run. */
final class ServerSyntax {

    /** {@code ER_PARSE_ERROR}. */
    private static final int SYNTAX_ERROR = 1064;

    private ServerSyntax() {}

    /** The message, or empty where the server has nothing against the syntax. */
    static Optional<String> complaint(Connection connection, String sql) throws SQLException {
        try (PreparedStatement text = connection.prepareStatement("SET @asked = ?");
                Statement statement = connection.createStatement()) {
            text.setString(1, sql);
            text.execute();
            statement.execute("PREPARE asked FROM @asked");
            statement.execute("DEALLOCATE PREPARE asked");
            return Optional.empty();
        } catch (SQLException e) {
            return e.getErrorCode() == SYNTAX_ERROR ? Optional.of(String.valueOf(e.getMessage())) : Optional.empty();
        }
    }
}
