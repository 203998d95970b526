package dev.dbmigrations.embedded.testkit;

import java.util.Optional;

/**
 * A database server that tests share, of whichever product: started when first used, gone when the JVM is.
 *
 * <pre>
 * server.whyAbsent().ifPresent(Assumptions::abort);
 * try (TestDatabase database = server.fresh();
 *         Connection connection = database.connection()) { … }
 * </pre>
 */
public interface TestServer {

    /** What runs, for test names and reports: {@code PostgreSQL 18}, {@code MariaDB 11.4}, {@code MySQL 8.0}. */
    String label();

    /** As the tool names it: {@code postgresql}, {@code mariadb} or {@code mysql}. */
    String vendor();

    /** Why it cannot be used here, for the report of a skipped test; empty if it can. */
    default Optional<String> whyAbsent() {
        return Optional.empty();
    }

    /** The port on 127.0.0.1. */
    int port();

    /** The address of a database of this server, whether there is one or not. */
    String url(String database);

    /** An empty database nobody else knows of. */
    TestDatabase fresh();
}
