package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.ConnectionTarget;
import dev.dbmigrations.cli.config.Secret;
import dev.dbmigrations.database.Login;
import java.util.Map;
import java.util.TreeMap;

/** How the library logs in. */
final class Logins {
    /** Settings of the session, for libpq (all versions) and so for everybody who works with PostgreSQL. */
    private static final String SESSION_OPTIONS = "PGOPTIONS";

    /** The same for MySQL and MariaDB, whose own clients know no such variable: {@code @rows=5,max_statement_time=10}. */
    private static final String SESSION_VARIABLES = "MYSQL_SESSION_VARIABLES";

    private Logins() {}

    static Login to(ConnectionTarget target, Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(sessionSettings(target.jdbcUrl(), environment));
        settings.putAll(target.settings());
        return new Login(
                target.jdbcUrl(),
                target.user().orElse(""),
                () -> target.password().map(Secret::reveal).orElse(""),
                settings);
    }

    static Login to(OwnServer server, Map<String, String> environment) {
        return new Login(server.url(), "", () -> "", sessionSettings(server.url(), environment));
    }

    private static Map<String, String> sessionSettings(String url, Map<String, String> environment) {
        boolean isPostgres = url.startsWith("jdbc:postgresql:");
        String options = environment.getOrDefault(isPostgres ? SESSION_OPTIONS : SESSION_VARIABLES, "");
        return options.isBlank() ? Map.of() : Map.of(isPostgres ? "options" : "sessionVariables", options);
    }
}
