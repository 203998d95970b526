package dev.dbmigrations.cli.config;

import java.util.Map;
import java.util.Optional;

/**
 * A database that somebody else runs, and how to log in. Its text shows no secret.
 *
 * @param vendor what users call this kind of database
 * @param jdbcUrl for the driver, nothing behind host, port and database
 * @param settings for the driver, by name
 * @param user who logs in; empty for the driver's default
 * @param password empty when none is known
 */
public record ConnectionTarget(
        String vendor, String jdbcUrl, Map<String, String> settings, Optional<String> user, Optional<Secret> password)
        implements Target {

    public ConnectionTarget {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return jdbcUrl + user.map(name -> " as " + name).orElse("");
    }
}
