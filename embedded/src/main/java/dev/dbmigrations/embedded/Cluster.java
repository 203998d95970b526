package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A data folder, and the programs and account that go with it.
 *
 * @param installation the folder that holds {@code bin/postgres}
 * @param data the data folder, by its real path
 */
record Cluster(int major, Path installation, Path data, Account account) {

    /** The superuser of every embedded server; connections from this machine need no password. */
    static final String SUPERUSER = "postgres";

    /** Makes the data folder unless it is there: beside its place, then renamed, so it is never half made. */
    void ensureCreated(EmbeddedOptions options) {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        options.progress().accept("Creating a database cluster in " + data);
        try {
            Folders.removeAbandoned(home(), data.getFileName() + ".new-*", Duration.ZERO);
            Path fresh = Files.createTempDirectory(home(), data.getFileName() + ".new-");
            account.handOver(fresh);
            Command.Result result = new Command(account.commandFor(initdb(fresh, options)), fresh).run();
            if (!result.succeeded()) {
                Folders.remove(fresh);
                throw new EmbeddedException(Problem.NOT_CREATED, data, result.output());
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedException(Problem.NOT_CREATED, data, e);
        }
    }

    /**
     * Text sorts by code point and letters are Unicode's, on every machine alike: with PostgreSQL's own rules where it
     * has them (17 and later), else with the system's.
     */
    private List<String> initdb(Path folder, EmbeddedOptions options) {
        List<String> words = new ArrayList<>(List.of(program("initdb"), "-D", folder.toString()));
        words.addAll(List.of("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C"));
        words.addAll(
                major >= 17
                        ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                        : List.of("--lc-ctype=C.UTF-8"));
        if ("off".equals(options.settings().get("fsync"))) {
            words.add("--no-sync");
        }
        return words;
    }

    String program(String name) {
        return installation.resolve("bin").resolve(name).toString();
    }

    /** What the server had to say, kept over restarts until it grows large. */
    Path log() {
        return home().resolve(data.getFileName() + ".log");
    }

    Path home() {
        return data.resolveSibling("");
    }
}
