package dev.dbmigrations.embedded.testkit;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;

/** A test run in small: uses a shared server, says its process number and data folder, and ends when its input does. */
final class KitMain {
    private KitMain() {}

    public static void main(String[] arguments) throws Exception {
        TestDatabase database = TestPostgres.server(18).fresh();
        try (Connection connection = database.connection()) {
            System.out.println(folderOf(connection));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String folderOf(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("show data_directory")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
