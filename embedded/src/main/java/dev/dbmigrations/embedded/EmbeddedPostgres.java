package dev.dbmigrations.embedded;

import java.nio.file.Path;

/** A PostgreSQL server whose data lies in a folder of ours. */
public final class EmbeddedPostgres extends EmbeddedServer {

    private EmbeddedPostgres(Entered entered) {
        super(entered);
    }

    /**
     * The server whose data lies in {@code home/pgdata-<major>}, running, with a database {@code app}. The folder and
     * what is needed in it are made if they are missing.
     *
     * <p>Takes about 50 ms with data that was there, 10 ms if the server runs, a second for a new folder, and two
     * more the first time on a machine.
     *
     * @throws EmbeddedException if no such server can be had, with what to do about it
     */
    public static EmbeddedPostgres open(Path home, EmbeddedOptions options) {
        Path folder = created(home, Product.POSTGRESQL);
        return open(folder, options, Account.forServersIn(folder));
    }

    static EmbeddedPostgres open(Path home, EmbeddedOptions options, Account account) {
        Binaries binaries = PostgresBinaries.required(options.version(), home);
        Path installation = binaries.unpackedIn(account.cache(), options.progress());
        Path data = home.resolve("pgdata-" + options.version());
        int major = Integer.parseInt(options.version());
        return new EmbeddedPostgres(Entered.to(new PostgresCluster(major, installation, data, account), options));
    }

    /** Whether binaries of that major version, for this machine, are on the class path. */
    public static boolean isAvailable(int major) {
        return PostgresBinaries.onClassPath(Integer.toString(major)).isPresent();
    }
}
