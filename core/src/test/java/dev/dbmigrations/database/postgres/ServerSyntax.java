package dev.dbmigrations.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a server says of the syntax of a statement, which it is not asked to run. */
final class ServerSyntax {

    /** PL/pgSQL has the syntax of each statement of a block checked before the block begins. */
    private static final String BEFORE = "DO $oracle$BEGIN RETURN; ";

    private static final String AFTER = "; END$oracle$";
    private static final String SYNTAX_ERROR = "42601";

    private ServerSyntax() {}

    /** {@code offset: message}, or empty where the server has nothing against it. */
    static Optional<String> complaint(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEFORE + sql + AFTER);
            return Optional.empty();
        } catch (PSQLException e) {
            ServerErrorMessage message = e.getServerErrorMessage();
            if (message == null || !SYNTAX_ERROR.equals(e.getSQLState())) {
                return Optional.empty();
            }
            int position = message.getInternalPosition() > 0
                    ? message.getInternalPosition()
                    : message.getPosition() - BEFORE.length();
            return Optional.of(position - 1 + ": " + message.getMessage());
        }
    }
}
