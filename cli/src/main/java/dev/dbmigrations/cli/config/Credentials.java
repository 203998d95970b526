package dev.dbmigrations.cli.config;

import dev.dbmigrations.cli.config.ConnectionAddress.Scheme;
import java.util.Optional;

/**
 * Who logs in and with which password, each with where it came from.
 *
 * @param user empty for the driver's default
 * @param password empty when none is known
 */
record Credentials(Optional<Known<String>> user, Optional<Known<Secret>> password) {

    /** A value and where it came from. */
    record Known<T>(T value, String origin) {}

    /** The first that is there of: what was set for the purpose, what stands in the address, and what the vendor's own client would use. */
    static Credentials of(ConnectionAddress address, String addressOrigin, Layers layers, ClientDefaults defaults) {
        Optional<Known<String>> user = layers.of(Key.USER)
                .map(given -> new Known<>(given.text(), given.origin()))
                .or(() -> address.login().user().map(name -> new Known<>(name, addressOrigin)));
        Optional<Known<Secret>> password = layers.of(Key.PASSWORD)
                .map(given -> new Known<>(new Secret(given.text()), given.origin()))
                .or(() -> address.login().password().map(secret -> new Known<>(secret, addressOrigin)));
        if (address.scheme() == Scheme.SQLSERVER || (user.isPresent() && password.isPresent())) {
            return new Credentials(user, password);
        }
        Optional<Known<String>> name = user.or(() -> defaults.user(address));
        return new Credentials(name, password.or(() -> defaults.password(address, name.map(Known::value))));
    }
}
