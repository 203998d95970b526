package dev.dbmigrations.database.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to log in. Its text shows no secret.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, nothing after it
 * @param user who logs in; empty for the name of the operating system's user
 * @param password asked at each login; empty when none is known ({@code .pgpass} is then looked at)
 * @param properties further settings of the driver by name, for example {@code sslmode}
 */
public record PostgresTarget(
        String url, String user, Supplier<Optional<String>> password, Map<String, String> properties) {

    private static final String PREFIX = "jdbc:postgresql:";

    public PostgresTarget {
        if (!url.startsWith(PREFIX) || url.indexOf('?') >= 0) {
            throw new IllegalArgumentException("not of the form jdbc:postgresql://host:port/database");
        }
        properties = Map.copyOf(properties);
    }

    /** A JDBC address that may carry user, password and settings behind its question mark. */
    public static PostgresTarget of(String jdbcUrl) {
        int question = jdbcUrl.indexOf('?');
        Map<String, String> settings = question < 0 ? new TreeMap<>() : settings(jdbcUrl.substring(question + 1));
        String user = settings.getOrDefault("user", "");
        @Nullable String password = settings.get("password");
        settings.keySet().removeAll(List.of("user", "password"));
        String url = question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
        return new PostgresTarget(url, user, () -> Optional.ofNullable(password), settings);
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

    /** As messages name it: {@code host:port/database as user}. */
    public String place() {
        String place = url.substring(PREFIX.length()).replaceFirst("^//", "");
        return user.isEmpty() ? place : place + " as " + user;
    }

    /** The hosts with their ports. */
    String hosts() {
        return url.substring(PREFIX.length()).replaceFirst("^//", "").replaceFirst("/.*", "");
    }

    /** The database's name. */
    String database() {
        return decoded(url.substring(url.lastIndexOf('/') + 1));
    }

    PostgresTarget inDatabase(String other) {
        String encoded = URLEncoder.encode(other, StandardCharsets.UTF_8).replace("+", "%20");
        return new PostgresTarget(url.substring(0, url.lastIndexOf('/') + 1) + encoded, user, password, properties);
    }

    @Override
    public String toString() {
        return place();
    }
}
