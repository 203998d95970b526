package dev.dbmigrations.database;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a database is and who we are there. Never shows the password.
 *
 * @param url in the JDBC form, without user and password
 * @param user the role, or empty for the server's own choice
 * @param password asked for each time a connection is made; empty for none
 * @param properties further settings of the driver
 */
public record Login(String url, String user, Supplier<String> password, Map<String, String> properties) {
    public Login {
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return url + (user.isEmpty() ? "" : " as " + user);
    }
}
