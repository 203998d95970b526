package dev.dbmigrations.cli;

import dev.dbmigrations.cli.config.Settings;
import dev.dbmigrations.database.Vendor;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The kinds of databases that this program knows. */
public final class Vendors {
    private Vendors() {}

    private static List<Vendor> all() {
        return ServiceLoader.load(Vendor.class, Vendors.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The one of the environment, for work that needs no connection. */
    public static Vendor of(Settings settings) {
        String product = settings.target().vendor();
        List<Vendor> all = all();
        return all.stream()
                .filter(vendor -> vendor.products().contains(product))
                .findFirst()
                .orElseThrow(() -> UsageFailures.wrong(
                        product + " is not spoken yet",
                        "the url of " + settings.environment().name(),
                        "this version works with "
                                + all.stream()
                                        .flatMap(v -> v.products().stream())
                                        .sorted()
                                        .collect(Collectors.joining(", ")),
                        "db-migrations config explain"));
    }

    /** The one that speaks with a server of that address; none when it has to be refused. */
    static Optional<Vendor> speaking(String jdbcUrl) {
        return all().stream().filter(vendor -> vendor.speaks(jdbcUrl)).findFirst();
    }
}
