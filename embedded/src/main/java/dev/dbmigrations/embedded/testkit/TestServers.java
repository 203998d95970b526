package dev.dbmigrations.embedded.testkit;

import java.util.List;
import java.util.stream.Stream;

/** The servers a contract is run on; those that cannot be had are among them and say why. */
public final class TestServers {
    private TestServers() {}

    /** The oldest and the newest version of every product. */
    public static List<TestServer> all() {
        return Stream.concat(Stream.of(TestPostgres.server(14), TestPostgres.server(18)), mysqlFamily().stream())
                .toList();
    }

    /** MariaDB and MySQL. */
    public static List<TestServer> mysqlFamily() {
        return List.of(TestMariaDb.server("10.11"), TestMariaDb.server("11.4"), TestMySql.server("8.0"));
    }
}
