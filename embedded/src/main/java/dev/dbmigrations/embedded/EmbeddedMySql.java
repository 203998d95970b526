package dev.dbmigrations.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * A MySQL server whose data lies in a folder of ours; for tests, for its programs are half a gigabyte to download and
 * need libraries ({@code libaio1 libnuma1} of Debian) that few machines have.
 */
public final class EmbeddedMySql extends EmbeddedServer {

    private EmbeddedMySql(Entered entered) {
        super(entered);
    }

    /**
     * The server whose data lies in {@code home/mysql-<series>}, running, with a database {@code app}.
     *
     * @throws EmbeddedException if no such server can be had, with what to do about it
     */
    public static EmbeddedMySql open(Path home, EmbeddedOptions options) {
        Path folder = created(home, Product.MYSQL);
        MysqlBuild build = MysqlBuild.required(Product.MYSQL, options.version(), folder);
        return new EmbeddedMySql(Entered.to(MysqlCluster.of(build, folder, options), options));
    }

    /**
     * The folder that holds the vendor's own programs for working with such a server, for tests.
     *
     * @throws EmbeddedException if they cannot be had, with what to do about it
     */
    public static Path clientPrograms(EmbeddedOptions options) {
        Path cache = new Account.Caller().cache();
        MysqlBuild build = MysqlBuild.required(Product.MYSQL, options.version(), cache);
        return build.clients(options).unpackedIn(cache, options.progress()).resolve("bin");
    }

    /** Whether there are binaries of that series (8.0) for this machine, be they still to be downloaded. */
    public static boolean isAvailable(String series) {
        return MysqlBuild.of(Product.MYSQL, series).isPresent();
    }

    /** For tests: what was committed survives a crash of the server, not one of the machine. No binary log. */
    public static EmbeddedOptions throwaway(String series) {
        return EmbeddedOptions.of(series, MysqlSettings.throwaway(Map.of("innodb_log_writer_threads", "OFF")));
    }
}
