package dev.dbmigrations.cli.config;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A database of the project's own, started when it is needed.
 *
 * @param folder where it lives
 * @param product which server
 * @param afterwards what becomes of it when the command has ended
 */
public record EmbeddedTarget(Path folder, Product product, Afterwards afterwards) implements Target {

    @Override
    public String vendor() {
        return product.name().toLowerCase(Locale.ROOT);
    }

    /** Which server is started. */
    public enum Product {
        POSTGRESQL("PostgreSQL"),
        MARIADB("MariaDB");

        private final String title;

        Product(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** What becomes of a server that we started. */
    public enum Afterwards {
        STOPPED,
        KEPT_RUNNING
    }
}
