package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.ConnectionTarget;
import dev.dbmigrations.cli.config.Secret;
import dev.dbmigrations.database.Login;
import java.util.Map;
import java.util.TreeMap;

/** How the library logs in. */
final class Logins {
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

    /** To a server of ours, with the settings that a user's variables have no part in. */
    static Login plain(String url) {
        return new Login(url, "", () -> "", Map.of());
    }

    private static Map<String, String> sessionSettings(String url, Map<String, String> environment) {
        return Vendors.speaking(url)
                .map(vendor -> vendor.sessionSettings(environment))
                .orElse(Map.of());
    }
}
