package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.Sql;
import java.io.OutputStream;
import java.sql.Connection;

/** A test run in small: uses a shared server, says its data folder, and ends when its input does. */
final class KitMain {
    private KitMain() {}

    public static void main(String[] arguments) throws Exception {
        boolean postgres = arguments[0].equals("postgresql");
        TestServer server = postgres ? TestPostgres.server(18) : TestMariaDb.server("11.4");
        TestDatabase database = server.fresh();
        try (Connection connection = database.connection()) {
            String folder = Sql.ask(database.url(), postgres ? "show data_directory" : "select @@datadir");
            System.out.println(folder.replaceFirst("/$", "") + (connection.isValid(1) ? "" : "?"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
