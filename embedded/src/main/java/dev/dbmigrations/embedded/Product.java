package dev.dbmigrations.embedded;

/** A database product we can start a server of. */
enum Product {
    POSTGRESQL("PostgreSQL", "postgres"),
    MARIADB("MariaDB", "mariadb"),
    MYSQL("MySQL", "mysql");

    private final String title;
    private final String scheme;

    Product(String title, String scheme) {
        this.title = title;
        this.scheme = scheme;
    }

    /** As its makers write it. */
    String title() {
        return title;
    }

    /** As addresses of its servers begin, before the colon. */
    String scheme() {
        return scheme;
    }
}
