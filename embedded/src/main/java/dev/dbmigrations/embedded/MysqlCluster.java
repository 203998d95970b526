package dev.dbmigrations.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data folder of MariaDB or MySQL.
 *
 * @param installation the folder that holds {@code bin}
 */
record MysqlCluster(MysqlBuild build, Path installation, Path data) implements Cluster {
    private static final String PORT = "--port=";

    static MysqlCluster of(MysqlBuild build, Path home, EmbeddedOptions options) {
        Path installation = build.binaries(options).unpackedIn(new Account.Caller().cache(), options.progress());
        return new MysqlCluster(
                build, installation, home.resolve(build.product().scheme() + "-" + build.series()));
    }

    @Override
    public Product product() {
        return build.product();
    }

    @Override
    public void ensureCreated(EmbeddedOptions options) {
        if (Files.exists(data.resolve("ibdata1"))) {
            return;
        }
        options.progress().accept("Creating a " + product().title() + " data folder in " + data);
        try {
            Folders.removeAbandoned(home(), data.getFileName() + ".new-*", Duration.ZERO);
            Path fresh = Files.createTempDirectory(home(), data.getFileName() + ".new-");
            Command.Result result = new MysqlBootstrap(this, fresh).run(options);
            if (!result.succeeded()) {
                Folders.remove(fresh);
                boolean library = result.output().contains("error while loading shared libraries");
                throw failure(library ? Problem.NO_LIBRARY : Problem.NOT_CREATED, result.output());
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure(Problem.NOT_CREATED, e);
        }
    }

    /** It is looked for among all processes: its own file is written late, when it is ready already. */
    @Override
    public Optional<ProcessHandle> process() {
        return ServerProcesses.serving(data);
    }

    @Override
    public OptionalInt readyPort(ProcessHandle process) {
        try {
            return ServerProcesses.words(process).stream()
                    .filter(word -> word.startsWith(PORT))
                    .mapToInt(word -> Integer.parseInt(word.substring(PORT.length())))
                    .filter(ListeningPorts::include)
                    .findFirst();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** One process is all the server, so nothing outlives it. */
    @Override
    public void clearAway() {}

    /** No socket: its path would be too long in a deep folder, and the port is enough. */
    @Override
    public List<String> startCommand(EmbeddedOptions options, int port) {
        List<String> words = command(data, options.settings());
        words.addAll(List.of(PORT + port, "--bind-address=127.0.0.1", "--socket="));
        words.addAll(List.of("--pid-file=" + data.resolve("server.pid"), "--ssl=0", "--secure-file-priv="));
        words.add("--tmpdir=" + temporary());
        if (product() == Product.MYSQL) {
            words.addAll(List.of("--mysqlx=OFF", "--log-error-verbosity=2"));
        }
        if (!options.settings().containsKey("log_bin")) {
            words.add("--skip-log-bin");
        }
        return words;
    }

    /** Of its own: a server that starts clears away the temporary tables of all others in the same folder. */
    private Path temporary() {
        Path folder = data.resolveSibling(data.getFileName() + ".tmp");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's program for a folder, with what it needs whether it is to serve or to make it. */
    List<String> command(Path folder, Map<String, String> settings) {
        Path share = installation.resolve("share");
        List<String> words = new ArrayList<>();
        words.add(installation.resolve("bin").resolve(build.program()).toString());
        words.addAll(List.of("--no-defaults", "--datadir=" + folder, "--basedir=" + installation));
        words.addAll(List.of("--lc-messages-dir=" + share, "--character-sets-dir=" + share.resolve("charsets")));
        if (Account.isRoot()) {
            words.add("--user=root");
        }
        settings.forEach((name, value) -> words.add("--" + name.replace('_', '-') + "=" + value));
        return words;
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    @Override
    public Administration administration(int port) {
        return new MysqlAdministration(product(), port, data);
    }
}
