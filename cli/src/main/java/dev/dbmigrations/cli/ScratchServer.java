package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Scratch;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.embedded.EmbeddedMariaDb;
import dev.dbmigrations.embedded.EmbeddedMySql;
import dev.dbmigrations.embedded.EmbeddedOptions;
import dev.dbmigrations.embedded.EmbeddedPostgres;
import dev.dbmigrations.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server for the time of one command, of the release nearest to a database's, in a folder that goes with it. */
final class ScratchServer implements AutoCloseable {
    private static final String PREFIX = "db-migrations-scratch-";

    /** What can be started. */
    private enum Build {
        POSTGRESQL {
            @Override
            List<String> available() {
                return IntStream.rangeClosed(14, 18)
                        .filter(EmbeddedPostgres::isAvailable)
                        .mapToObj(Integer::toString)
                        .toList();
            }

            @Override
            EmbeddedServer open(Path folder, String series, Display display) {
                return EmbeddedPostgres.open(
                        folder,
                        EmbeddedOptions.throwaway(Integer.parseInt(series)).withProgress(display::say));
            }
        },
        MARIADB {
            @Override
            List<String> available() {
                return Stream.of("10.11", "11.4")
                        .filter(EmbeddedMariaDb::isAvailable)
                        .toList();
            }

            @Override
            EmbeddedServer open(Path folder, String series, Display display) {
                return EmbeddedMariaDb.open(
                        folder, EmbeddedMariaDb.throwaway(series).withProgress(display::say));
            }
        },
        MYSQL {
            @Override
            List<String> available() {
                return Stream.of("8.0").filter(EmbeddedMySql::isAvailable).toList();
            }

            @Override
            EmbeddedServer open(Path folder, String series, Display display) {
                return EmbeddedMySql.open(
                        folder, EmbeddedMySql.throwaway(series).withProgress(display::say));
            }
        };

        abstract List<String> available();

        abstract EmbeddedServer open(Path folder, String series, Display display);
    }

    private final Path folder;
    private final EmbeddedServer server;
    private final String url;

    private ScratchServer(Path folder, EmbeddedServer server, String database) {
        this.folder = folder;
        this.server = server;
        server.createDatabase(database);
        this.url = server.jdbcUrl(database);
    }

    /**
     * Started, with an empty database.
     *
     * @param wanted the release of the database that it stands for
     * @param database what that is called
     * @throws MigrationException if there is no such server for this machine
     */
    static ScratchServer like(ServerVersion wanted, String database, Display display) {
        Build build = build(wanted);
        String series = build.available().stream()
                .min(Comparator.comparingInt(s -> distance(s, wanted)))
                .orElseThrow(() -> none(wanted));
        removeAbandoned();
        Path folder = created();
        try {
            ScratchServer started = new ScratchServer(folder, build.open(folder, series, display), database);
            display.say("scratch  " + wanted.product() + " " + started.server.version() + " in " + folder
                    + (distance(series, wanted) == 0 ? "" : ", the nearest there is to " + wanted));
            return started;
        } catch (RuntimeException failure) {
            remove(folder);
            throw failure;
        }
    }

    private static Build build(ServerVersion wanted) {
        return Arrays.stream(Build.values())
                .filter(build -> build.name().equalsIgnoreCase(wanted.product()))
                .findFirst()
                .orElseThrow(() -> none(wanted));
    }

    /** A series is a major version, or a major and a minor one. */
    private static int distance(String series, ServerVersion wanted) {
        String[] parts = series.split("\\.");
        int minor = parts.length == 1 ? 0 : Math.abs(Integer.parseInt(parts[1]) - wanted.minor());
        return 1000 * Math.abs(Integer.parseInt(parts[0]) - wanted.major()) + minor;
    }

    private static MigrationException none(ServerVersion wanted) {
        return MigrationException.userMustAct(
                ExitCode.NO_CONNECTION,
                "DBM-7310",
                "no scratch server for " + wanted,
                Fact.at(System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch").toLowerCase(Locale.ROOT)),
                Fact.why("this program starts PostgreSQL on Linux, and MariaDB and MySQL on Linux on x86-64"),
                Fact.state("nothing was written or changed"),
                Fact.next("the same command without --prove, or on such a machine"));
    }

    /** Whoever runs the server may enter it. */
    private static Path created() {
        try {
            Path folder =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scratch scratch() {
        return new Scratch(Logins.plain(url), Scratch.USUAL_LIMIT);
    }

    /** What commands that were killed have left behind. */
    private static void removeAbandoned() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(ScratchServer::isAbandoned).forEach(abandoned -> {
                ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(abandoned + "/"))
                                .isPresent())
                        .forEach(ProcessHandle::destroyForcibly);
                remove(abandoned);
            });
        } catch (IOException unreadable) {
            // What lies there is in nobody's way.
            return;
        }
    }

    /** Its owner may live where its number is not known: so only what is older than any trial. */
    private static boolean isAbandoned(Path folder) {
        String name = folder.getFileName().toString();
        if (!name.startsWith(PREFIX) || !Files.isWritable(folder)) {
            return false;
        }
        String owner = name.substring(PREFIX.length()).replaceFirst("-.*", "");
        boolean old = folder.toFile().lastModified()
                < System.currentTimeMillis()
                        - Scratch.USUAL_LIMIT.multipliedBy(12).toMillis();
        return old
                && owner.matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        remove(folder);
    }
}
