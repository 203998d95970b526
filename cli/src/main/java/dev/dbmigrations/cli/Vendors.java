package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.Settings;
import dev.dbmigrations.database.Vendor;
import java.util.ServiceLoader;

/** The kinds of databases that this program knows. */
public final class Vendors {
    private Vendors() {}

    /** The one of the environment, for work that needs no connection. */
    public static Vendor of(Settings settings) {
        String product = settings.target().vendor();
        String id = product.equals("mariadb") ? "mysql" : product;
        return ServiceLoader.load(Vendor.class, Vendors.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(vendor -> vendor.id().equals(id))
                .findFirst()
                .orElseThrow(() -> UsageFailures.wrong(
                        product + " is not spoken yet",
                        "the url of " + settings.environment().name(),
                        "this version works with PostgreSQL, MySQL and MariaDB",
                        "db-migrations config explain"));
    }
}
