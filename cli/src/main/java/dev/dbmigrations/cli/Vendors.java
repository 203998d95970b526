package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.ConnectionTarget;
import dev.dbmigrations.cli.config.Settings;
import dev.dbmigrations.database.Vendor;
import java.util.ServiceLoader;

/** The kinds of databases that this program knows. */
public final class Vendors {
    private static final String EMBEDDED = "postgresql";

    private Vendors() {}

    /** The one of the environment, for work that needs no connection. */
    public static Vendor of(Settings settings) {
        String id = settings.target() instanceof ConnectionTarget target ? target.vendor() : EMBEDDED;
        return ServiceLoader.load(Vendor.class, Vendors.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(vendor -> vendor.id().equals(id))
                .findFirst()
                .orElseThrow(() -> UsageFailures.wrong(
                        id + " is not spoken yet",
                        "the url of " + settings.environment().name(),
                        "this version works with PostgreSQL",
                        "db-migrations config explain"));
    }
}
