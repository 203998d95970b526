package dev.dbmigrations.acceptance;

import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;

/** A server of each family, for what does not differ from release to release. */
enum OneOfEach {
    POSTGRESQL,
    MARIADB;

    TestServer server() {
        return switch (this) {
            case POSTGRESQL -> TestPostgres.server(18);
            case MARIADB -> TestMariaDb.server("11.4");
        };
    }

    /** A statement that has the server look how large a table is. */
    String measured(String table) {
        return this == POSTGRESQL ? "ANALYZE " + table : "ANALYZE TABLE " + table;
    }
}
