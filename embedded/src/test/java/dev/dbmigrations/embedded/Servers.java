package dev.dbmigrations.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Servers by the name of their data folder: {@code pgdata-18}, {@code mariadb-11.4}, {@code mysql-8.0}. */
final class Servers {
    private Servers() {}

    static EmbeddedOptions options(String folder) {
        String version = folder.substring(folder.indexOf('-') + 1);
        if (folder.startsWith("pgdata")) {
            return EmbeddedOptions.throwaway(Integer.parseInt(version));
        }
        return folder.startsWith("mariadb") ? EmbeddedMariaDb.throwaway(version) : EmbeddedMySql.throwaway(version);
    }

    static EmbeddedServer open(Path home, String folder) {
        return open(home, folder, options(folder));
    }

    static EmbeddedServer open(Path home, String folder, EmbeddedOptions options) {
        if (folder.startsWith("pgdata")) {
            return EmbeddedPostgres.open(home, options);
        }
        return folder.startsWith("mariadb") ? EmbeddedMariaDb.open(home, options) : EmbeddedMySql.open(home, options);
    }

    /** MySQL is only there with a profile of the build. */
    static void assumeAvailable(String folder) {
        Assumptions.assumeTrue(
                !folder.startsWith("mysql") || Boolean.getBoolean("db-migrations.mysql"),
                "MySQL runs only with -Pmysql");
    }
}
