package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.testkit.SharedServer.Reached;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A MySQL or MariaDB server somebody has named to us, in the driver's form or the short one ({@code
 * mysql://user:password@host:port}); its user must be allowed to create databases.
 */
record NamedServer(URI address) {
    private static final int USUAL_PORT = 3306;

    static Optional<NamedServer> inEnvironment(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(NamedServer::at);
    }

    static NamedServer at(String url) {
        return new NamedServer(URI.create(url.strip().replaceFirst("(?i)^jdbc:", "")));
    }

    /** Other JVMs may use the same server at the same time. */
    Reached reached() {
        return new Reached(port(), this::url, "test_" + ProcessHandle.current().pid() + "_");
    }

    private int port() {
        return address.getPort() < 0 ? USUAL_PORT : address.getPort();
    }

    /** As it says itself, for example {@code 9.7.4}. */
    String version() {
        try (Connection connection = DriverManager.getConnection(url("information_schema"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            return row.getString(1).replaceFirst("[^0-9.].*", "");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the server at " + address.getHost() + ":" + port() + " gives no answer", e);
        }
    }

    /** In the form of the MariaDB driver, which speaks to both. */
    String url(String database) {
        return "jdbc:mariadb://" + address.getHost() + ":" + port() + "/" + database + "?" + parameters();
    }

    private String parameters() {
        String user = Optional.ofNullable(address.getRawUserInfo())
                .map(info -> "user=" + info.replaceFirst(":", "&password="))
                .orElse("");
        String query = Optional.ofNullable(address.getRawQuery()).orElse("");
        boolean keyIsNamed = query.toLowerCase(Locale.ROOT).contains("allowpublickeyretrieval");
        String key = keyIsNamed ? "" : "allowPublicKeyRetrieval=true";
        return Stream.of(user, query, key).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
    }
}
