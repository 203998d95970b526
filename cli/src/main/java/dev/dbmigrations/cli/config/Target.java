package dev.dbmigrations.cli.config;

/** The database to work on. */
public sealed interface Target permits ConnectionTarget, EmbeddedTarget {

    /** The kind of database, as summaries name it: {@code postgresql}, {@code mariadb}, … */
    String vendor();
}
