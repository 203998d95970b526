package dev.dbmigrations.cli.config;

import dev.dbmigrations.project.Nearest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database, taken apart: {@code postgres://user:password@host:port/database?setting=value} and the like, and the JDBC
 * forms.
 *
 * @param scheme for which kind of database
 * @param hosts with their ports, as written; empty when none was given
 * @param database empty when none was given
 * @param settings for the driver, by name
 * @param login what it says about who logs in
 */
record ConnectionAddress(Scheme scheme, String hosts, String database, Map<String, String> settings, Login login) {

    /** The kinds of database, by what their addresses begin with. */
    enum Scheme {
        POSTGRESQL("postgresql", "postgresql"),
        MYSQL("mysql", "mariadb"),
        MARIADB("mariadb", "mariadb"),
        SQLSERVER("sqlserver", "sqlserver");

        private final String id;
        private final String driver;

        Scheme(String id, String driver) {
            this.id = id;
            this.driver = driver;
        }

        /** What users call it. */
        String id() {
            return id;
        }

        /** What the address for its driver begins with. */
        String jdbcPrefix() {
            return "jdbc:" + driver + "://";
        }
    }

    /**
     * @param user as written, decoded
     * @param password as written, decoded
     */
    record Login(Optional<String> user, Optional<Secret> password) {}

    private static final Pattern PARTS =
            Pattern.compile("(?:jdbc:)?([a-zA-Z+]+):(?://)?(?:([^/@]*)@)?([^/?;]*)(?:/([^?;]*))?([?;].*)?");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/@:\\s]*):\\S*@");
    private static final Pattern BY_NAME = Pattern.compile("(?i)((?:password|pwd)=)[^&;]*");
    private static final List<String> WORDS =
            List.of("postgres", "postgresql", "mysql", "mariadb", "sqlserver", "mssql");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:@\\[\\]]*)(?::(\\d{1,5}))?");

    ConnectionAddress {
        settings = Map.copyOf(settings);
    }

    static ConnectionAddress parse(String text) {
        String address = text.strip();
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches()) {
            throw bad(address, "it has not the form scheme://host:port/database");
        }
        Scheme scheme = scheme(address, parts.group(1));
        Map<String, String> settings = settings(address, parts.group(5));
        Optional<String> user = Optional.ofNullable(settings.remove("user"));
        Optional<String> password = Optional.ofNullable(settings.remove("password"));
        @Nullable String login = parts.group(2);
        if (login != null) {
            int colon = login.indexOf(':');
            user = Optional.of(decoded(address, colon < 0 ? login : login.substring(0, colon)));
            password = colon < 0 ? password : Optional.of(decoded(address, login.substring(colon + 1)));
        }
        requireHosts(address, parts.group(3));
        String inPath = parts.group(4) == null ? "" : decoded(address, parts.group(4));
        String inSettings = Optional.ofNullable(settings.remove("databasename"))
                .or(() -> Optional.ofNullable(settings.remove("database")))
                .orElse("");
        return new ConnectionAddress(
                scheme,
                parts.group(3),
                inSettings.isEmpty() ? inPath : inSettings,
                settings,
                new Login(user.filter(name -> !name.isEmpty()), password.map(Secret::new)));
    }

    /** Its settings may hold secrets, so they are not printed. */
    @Override
    public String toString() {
        return scheme.id() + "://" + hosts + "/" + database;
    }

    /** The text without the passwords that stand in it. */
    static String redacted(String text) {
        return BY_NAME.matcher(IN_ADDRESS.matcher(text).replaceAll("$1:***@")).replaceAll("$1***");
    }

    private static Scheme scheme(String address, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "postgres", "postgresql" -> Scheme.POSTGRESQL;
            case "mysql" -> Scheme.MYSQL;
            case "mariadb" -> Scheme.MARIADB;
            case "sqlserver", "mssql" -> Scheme.SQLSERVER;
            default -> throw unknownScheme(address, word, lower);
        };
    }

    private static RuntimeException unknownScheme(String address, String word, String lower) {
        return ConfigurationProblems.badAddress(
                redacted(address),
                "no kind of database is called " + word,
                Nearest.to(lower, WORDS)
                        .map(meant -> "write " + meant + "://…")
                        .orElse("write one of: " + String.join(", ", WORDS) + ", each with :// behind it"));
    }

    private static void requireHosts(String address, String hosts) {
        for (String host : hosts.split(",")) {
            Matcher parts = HOST_AND_PORT.matcher(host);
            if (!parts.matches() || (parts.group(2) != null && Integer.parseInt(parts.group(2)) > 65_535)) {
                // What stands there may be a piece of a password, so it is not repeated.
                throw bad(
                        address,
                        "behind the user stands no host:port; in a password @ is written %40, / %2F and : %3A");
            }
        }
    }

    /** Names are compared without case by all drivers but one, which wants them as written; so only ours are lowered. */
    private static Map<String, String> settings(String address, @Nullable String written) {
        Map<String, String> settings = new TreeMap<>();
        for (String setting :
                written == null ? new String[0] : written.substring(1).split("[&;]")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                String name = decoded(address, setting.substring(0, equals));
                settings.put(ours(name), decoded(address, setting.substring(equals + 1)));
            } else if (!setting.isEmpty()) {
                throw bad(address, "a setting in it has no value");
            }
        }
        return settings;
    }

    private static String ours(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user", "username" -> "user";
            case "password", "pwd" -> "password";
            case "databasename", "database" -> "databasename";
            case "connect_timeout" -> "connectTimeout";
            case "application_name" -> "ApplicationName";
            case "ssl-mode" -> "sslMode";
            default -> name;
        };
    }

    private static String decoded(String address, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw bad(
                    address, "a % in it is not followed by two hexadecimal digits; write %25 for the character itself");
        }
    }

    private static RuntimeException bad(String address, String reason) {
        return ConfigurationProblems.badAddress(
                redacted(address), reason, "write it like postgres://user@host:5432/database");
    }
}
