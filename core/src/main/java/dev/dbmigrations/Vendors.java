package dev.dbmigrations;

import dev.dbmigrations.database.Vendor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The kinds of server that this program speaks with, as they are found on the class path. */
final class Vendors {
    private Vendors() {}

    static List<Vendor> all() {
        return ServiceLoader.load(Vendor.class, Vendors.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Vendor::id))
                .toList();
    }

    static Optional<Vendor> first(Predicate<Vendor> wanted) {
        return all().stream().filter(wanted).findFirst();
    }
}
