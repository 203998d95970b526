package dev.dbmigrations.acceptance;

import dev.dbmigrations.Options;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** A fresh database of one promise, the product's view of it, and a folder of migrations. */
record Place(TestDatabase scratch, Vendor vendor, Database database, Path folder) implements AutoCloseable {

    static Place on(TestServer server, Path folder) {
        TestDatabase scratch = server.fresh();
        Vendor vendor = ServiceLoader.load(Vendor.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(v -> v.speaks(scratch.url()))
                .findFirst()
                .orElseThrow();
        return new Place(scratch, vendor, vendor.connect(new Login(scratch.url(), "", () -> "", Map.of())), folder);
    }

    String url() {
        return scratch.url();
    }

    Session session(String purpose) {
        return database.open("db-migrations " + purpose);
    }

    Project project(Options.Gates gates) {
        return new Project(url(), folder, gates);
    }

    /** Each through a connection that is not the product's. */
    void run(String... statements) {
        try {
            for (String sql : statements) {
                scratch.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of the answer, its columns joined, asked without the product. */
    List<String> ask(String query) {
        try (Connection connection = scratch.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        try {
            scratch.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
