package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.testkit.SharedServer.Reached;
import java.net.URI;
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
