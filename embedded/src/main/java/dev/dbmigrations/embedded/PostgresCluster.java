package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data folder of PostgreSQL.
 *
 * @param installation the folder that holds {@code bin/postgres}
 */
record PostgresCluster(int major, Path installation, Path data, Account account) implements Cluster {

    /** The superuser of every embedded server; connections from this machine need no password. */
    static final String SUPERUSER = "postgres";

    @Override
    public Product product() {
        return Product.POSTGRESQL;
    }

    @Override
    public void ensureCreated(EmbeddedOptions options) {
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
                throw failure(Problem.NOT_CREATED, result.output());
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure(Problem.NOT_CREATED, e);
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

    private String program(String name) {
        return installation.resolve("bin").resolve(name).toString();
    }

    /** It is found by the file it writes itself. */
    @Override
    public Optional<ProcessHandle> process() {
        return PostmasterFile.read(data)
                .flatMap(file -> ProcessHandle.of(file.process()))
                .filter(found -> ServerProcesses.serves(found, data));
    }

    @Override
    public OptionalInt readyPort(ProcessHandle process) {
        return PostmasterFile.read(data)
                .filter(file -> file.ready() && file.process() == process.pid())
                .map(file -> OptionalInt.of(file.port()))
                .orElse(OptionalInt.empty());
    }

    /**
     * Ends the workers a killed server left behind, and removes its file if its number now belongs to a stranger:
     * PostgreSQL would take the stranger for the server and refuse to start.
     */
    @Override
    public void clearAway() {
        Optional<PostmasterFile> stale = PostmasterFile.read(data);
        if (stale.isEmpty()) {
            return;
        }
        boolean gone = ServerProcesses.kill(ServerProcesses.in(data));
        boolean numberTaken = ProcessHandle.of(stale.get().process()).isPresent();
        try {
            if (gone && numberTaken) {
                Files.deleteIfExists(PostmasterFile.in(data));
            }
        } catch (IOException e) {
            throw failure(Problem.FOLDER_UNUSABLE, e);
        }
    }

    @Override
    public List<String> startCommand(EmbeddedOptions options, int port) {
        List<String> words = new ArrayList<>(List.of(program("postgres"), "-D", data.toString()));
        words.addAll(List.of("-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1"));
        words.addAll(List.of("-c", "unix_socket_directories=", "-c", "cluster_name=db-migrations"));
        options.settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return account.commandFor(words);
    }

    /** As {@code pg_ctl stop -m fast} does. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public Administration administration(int port) {
        return new PostgresAdministration(port);
    }
}
