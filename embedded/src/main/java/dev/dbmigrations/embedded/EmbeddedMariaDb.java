package dev.dbmigrations.embedded;

import java.nio.file.Path;
import java.util.Map;

/** A MariaDB server whose data lies in a folder of ours. */
public final class EmbeddedMariaDb extends EmbeddedServer {
    /** The series of the product's own MariaDB. */
    public static final String DEFAULT_SERIES = "11.4";

    private EmbeddedMariaDb(Entered entered) {
        super(entered);
    }

    /**
     * The server whose data lies in {@code home/mariadb-<series>}, running, with a database {@code app}. The folder and
     * what is needed in it are made if they are missing.
     *
     * <p>Its programs are not part of this product: they are taken from where Maven keeps what it has downloaded, and
     * if they are not there, Maven is made to download them.
     *
     * @throws EmbeddedException if no such server can be had, with what to do about it
     */
    public static EmbeddedMariaDb open(Path home, EmbeddedOptions options) {
        Path folder = created(home, Product.MARIADB);
        MysqlBuild build = MysqlBuild.required(Product.MARIADB, options.version(), folder);
        return new EmbeddedMariaDb(Entered.to(MysqlCluster.of(build, folder, options), options));
    }

    /**
     * The folder that holds the vendor's own programs for working with such a server, for tests.
     *
     * @throws EmbeddedException if they cannot be had, with what to do about it
     */
    public static Path clientPrograms(EmbeddedOptions options) {
        Path cache = new Account.Caller().cache();
        MysqlBuild build = MysqlBuild.required(Product.MARIADB, options.version(), cache);
        return build.clients(options).unpackedIn(cache, options.progress()).resolve("bin");
    }

    /** Whether there are binaries of that series (10.11, 11.4) for this machine, be they still to be downloaded. */
    public static boolean isAvailable(String series) {
        return MysqlBuild.of(Product.MARIADB, series).isPresent();
    }

    /** The product's own MariaDB: nothing that was committed is ever lost, and little memory is used. */
    public static EmbeddedOptions durable() {
        return EmbeddedOptions.of(DEFAULT_SERIES, MysqlSettings.durable());
    }

    /**
     * For tests: what was committed survives a crash of the server, not one of the machine. No binary log; add
     * {@code log_bin}, {@code binlog_format} and {@code server_id} for one.
     */
    public static EmbeddedOptions throwaway(String series) {
        return EmbeddedOptions.of(series, MysqlSettings.throwaway(Map.of("innodb_flush_method", "nosync")));
    }
}
