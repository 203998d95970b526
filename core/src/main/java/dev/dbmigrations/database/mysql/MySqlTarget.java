package dev.dbmigrations.database.mysql;

import dev.dbmigrations.database.Login;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where a MySQL or MariaDB is and how to log in. Its text shows no secret.
 *
 * @param place {@code host:port/database}
 * @param user who logs in
 * @param password asked at each login; empty for none
 * @param properties further settings of the driver by name, for example {@code sslMode}
 */
record MySqlTarget(String place, String user, Supplier<String> password, Map<String, String> properties) {

    MySqlTarget {
        properties = Map.copyOf(properties);
    }

    static boolean isAddress(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:mysql:") || jdbcUrl.startsWith("jdbc:mariadb:");
    }

    /** What the login says itself goes before what its url says behind the question mark. */
    static MySqlTarget of(Login login) {
        String address = login.url().replaceFirst("^jdbc:(mysql|mariadb)://", "");
        int question = address.indexOf('?');
        Map<String, String> settings = question < 0 ? new TreeMap<>() : settings(address.substring(question + 1));
        String inUrl = settings.getOrDefault("user", "");
        String secret = settings.getOrDefault("password", "");
        settings.remove("user");
        settings.remove("password");
        settings.putAll(login.properties());
        return new MySqlTarget(
                question < 0 ? address : address.substring(0, question),
                login.user().isEmpty() ? inUrl : login.user(),
                () -> login.password().get().isEmpty()
                        ? secret
                        : login.password().get(),
                settings);
    }

    private static Map<String, String> settings(String query) {
        Map<String, String> settings = new TreeMap<>();
        for (String setting : query.split("&")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                settings.put(decoded(setting.substring(0, equals)), decoded(setting.substring(equals + 1)));
            }
        }
        return settings;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** One driver speaks to both kinds of server. */
    String driverUrl() {
        return "jdbc:mariadb://" + place;
    }

    String hosts() {
        return place.replaceFirst("/.*", "");
    }

    /** The database's name; empty when the address has none. */
    String database() {
        int slash = place.indexOf('/');
        return slash < 0 ? "" : decoded(place.substring(slash + 1));
    }

    @Override
    public String toString() {
        return user.isEmpty() ? place : place + " as " + user;
    }
}
