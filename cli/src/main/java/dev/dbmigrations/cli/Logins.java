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

    private Logins() {}

    static Login to(ConnectionTarget target, Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        if (target.vendor().equals("postgresql")) {
            settings.putAll(sessionSettings(environment));
        }
        settings.putAll(target.settings());
        return new Login(
                target.jdbcUrl(),
                target.user().orElse(""),
                () -> target.password().map(Secret::reveal).orElse(""),
                settings);
    }

    static Login to(OwnServer server, Map<String, String> environment) {
        boolean isPostgres = server.url().startsWith("jdbc:postgresql:");
        return new Login(server.url(), "", () -> "", isPostgres ? sessionSettings(environment) : Map.of());
    }

    private static Map<String, String> sessionSettings(Map<String, String> environment) {
        String options = environment.getOrDefault(SESSION_OPTIONS, "");
        return options.isBlank() ? Map.of() : Map.of("options", options);
    }
}
