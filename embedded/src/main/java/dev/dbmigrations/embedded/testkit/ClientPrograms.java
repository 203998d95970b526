package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.EmbeddedException;
import dev.dbmigrations.embedded.EmbeddedMariaDb;
import dev.dbmigrations.embedded.EmbeddedMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Programs that people work with at a terminal, for tests of what they are given to run: those of this machine, else Debian's
 * or those of the servers' own builds, fetched once per user.
 *
 * @param folder that holds them; empty when they cannot be had
 * @param reason why not, for the report of a skipped test
 */
public record ClientPrograms(Optional<Path> folder, String reason) {
    private static final Map<String, ClientPrograms> KNOWN = new ConcurrentHashMap<>();

    /** {@code psql} and {@code pg_dump}, of whichever version. */
    public static ClientPrograms postgres() {
        return KNOWN.computeIfAbsent("postgres", key -> {
            List<String> programs = List.of("psql", "pg_dump");
            return onPath(programs)
                    .orElseGet(() -> ofDebian(
                            DebianPackage.dependencyOf("postgresql-client", "postgresql-client-[0-9]+")
                                    .orElse("postgresql-client"),
                            programs));
        });
    }

    /** {@code shellcheck}. */
    public static ClientPrograms shellcheck() {
        return KNOWN.computeIfAbsent(
                "shellcheck", key -> onPath(List.of(key)).orElseGet(() -> ofDebian(key, List.of(key))));
    }

    /** {@code mariadb} and {@code mariadb-dump} of MariaDB 11.4, which work with older servers, too. */
    public static ClientPrograms mariaDb() {
        return KNOWN.computeIfAbsent(
                "mariadb", key -> ofServer(() -> EmbeddedMariaDb.clientPrograms(EmbeddedMariaDb.throwaway("11.4"))));
    }

    /** {@code mysql} and {@code mysqldump} of MySQL 8.0; call it only where there is such a server. */
    public static ClientPrograms mySql() {
        return KNOWN.computeIfAbsent(
                "mysql", key -> ofServer(() -> EmbeddedMySql.clientPrograms(EmbeddedMySql.throwaway("8.0"))));
    }

    private static Optional<ClientPrograms> onPath(List<String> programs) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        for (String folder : path.split(":")) {
            boolean all = programs.stream().allMatch(p -> Files.isExecutable(Path.of(folder, p)));
            if (all) {
                return Optional.of(new ClientPrograms(Optional.of(Path.of(folder)), ""));
            }
        }
        return Optional.empty();
    }

    private static ClientPrograms ofDebian(String name, List<String> programs) {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "db-migrations");
        try {
            return new ClientPrograms(Optional.of(new DebianPackage(name, programs).programsIn(cache)), "");
        } catch (IOException e) {
            return new ClientPrograms(
                    Optional.empty(), "Debian's package " + name + " could not be fetched: " + e.getMessage());
        }
    }

    private static ClientPrograms ofServer(Supplier<Path> folder) {
        try {
            return new ClientPrograms(Optional.of(folder.get()), "");
        } catch (EmbeddedException e) {
            return new ClientPrograms(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
