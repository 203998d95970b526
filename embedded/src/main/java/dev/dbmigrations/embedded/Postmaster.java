package dev.dbmigrations.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that accepts connections: its first process, and its port on 127.0.0.1.
 *
 * <p>It is found by the file it writes itself, whoever started it. All methods expect the caller to hold the folder's
 * {@link FolderLock}.
 */
record Postmaster(ProcessHandle process, int port) {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;
    private static final long LARGE_LOG = 4 << 20;

    /** The server of this cluster: the one that runs, else a new one. */
    static Postmaster adoptOrStart(Cluster cluster, EmbeddedOptions options) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Postmaster> server = running(cluster);
            if (server.isEmpty()) {
                clearAway(cluster.data());
                server = started(cluster, options);
            }
            if (server.isPresent()) {
                return server.get();
            }
        }
        throw new EmbeddedException(Problem.NOT_STARTED, cluster.data(), lastWords(cluster));
    }

    /** The server that runs in this folder, once it is ready; empty if none does, whatever was left behind. */
    static Optional<Postmaster> running(Cluster cluster) {
        Path data = cluster.data();
        Optional<ProcessHandle> process = PostmasterFile.read(data)
                .flatMap(file -> ProcessHandle.of(file.process()))
                .filter(found -> ServerProcesses.serves(found, data));
        return process.flatMap(found -> whenReady(cluster, found));
    }

    /** Empty if the process ended instead of becoming ready. */
    private static Optional<Postmaster> whenReady(Cluster cluster, ProcessHandle process) {
        boolean settled = Patience.until(
                START, () -> !ServerProcesses.isRunning(process) || readyPort(cluster.data(), process) > 0);
        if (!settled) {
            throw new EmbeddedException(Problem.NOT_READY, cluster.data(), lastWords(cluster));
        }
        int port = readyPort(cluster.data(), process);
        return ServerProcesses.isRunning(process) && port > 0
                ? Optional.of(new Postmaster(process, port))
                : Optional.empty();
    }

    private static int readyPort(Path data, ProcessHandle process) {
        return PostmasterFile.read(data)
                .filter(file -> file.ready() && file.process() == process.pid())
                .map(PostmasterFile::port)
                .orElse(0);
    }

    /**
     * Ends the workers a killed server left behind, and removes its file if its number now belongs to a stranger:
     * PostgreSQL would take the stranger for the server and refuse to start.
     */
    private static void clearAway(Path data) {
        Optional<PostmasterFile> stale = PostmasterFile.read(data);
        if (stale.isEmpty()) {
            return;
        }
        List<ProcessHandle> orphans = ServerProcesses.in(data);
        orphans.forEach(ProcessHandle::destroyForcibly);
        boolean gone = Patience.until(STOP, () -> orphans.stream().noneMatch(ServerProcesses::isRunning));
        boolean numberTaken = ProcessHandle.of(stale.get().process()).isPresent();
        try {
            if (gone && numberTaken) {
                Files.deleteIfExists(PostmasterFile.in(data));
            }
        } catch (IOException e) {
            throw new EmbeddedException(Problem.FOLDER_UNUSABLE, data, e);
        }
    }

    private static Optional<Postmaster> started(Cluster cluster, EmbeddedOptions options) {
        Path log = cluster.log();
        try {
            int port = options.port() == EmbeddedOptions.ANY_PORT ? freePort() : options.port();
            Process process = Command.builder(command(cluster, options, port), cluster.home())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Files.exists(log) && Files.size(log) > LARGE_LOG
                                    ? ProcessBuilder.Redirect.to(log.toFile())
                                    : ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            return whenReady(cluster, process.toHandle());
        } catch (IOException e) {
            throw new EmbeddedException(Problem.NOT_STARTED, cluster.data(), e);
        }
    }

    /**
     * In a session of its own ({@code setsid}), so that a Ctrl-C meant for us does not reach it. Neither setsid nor
     * what the account adds forks: the process we start is the server's.
     */
    private static List<String> command(Cluster cluster, EmbeddedOptions options, int port) {
        List<String> words = new ArrayList<>(List.of(cluster.program("postgres"), "-D"));
        words.add(cluster.data().toString());
        words.addAll(List.of("-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1"));
        words.addAll(List.of("-c", "unix_socket_directories=", "-c", "cluster_name=db-migrations"));
        options.settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(cluster.account().commandFor(words));
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** The end of the log. */
    private static String lastWords(Cluster cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.log());
            String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
            return "from " + cluster.log() + ":\n" + end;
        } catch (IOException e) {
            return "nothing can be read in " + cluster.log();
        }
    }

    boolean isRunning() {
        return ServerProcesses.isRunning(process);
    }

    /** Ends all its processes without warning, the first one first. */
    void kill(Cluster cluster) {
        List<ProcessHandle> workers = ServerProcesses.in(cluster.data());
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
        Patience.until(
                STOP,
                () -> !ServerProcesses.isRunning(process) && workers.stream().noneMatch(ServerProcesses::isRunning));
    }

    /** Ends the server as {@code pg_ctl stop -m fast} does: open transactions are rolled back, data is written. */
    void stop(Cluster cluster) {
        if (!ServerProcesses.serves(process, cluster.data())) {
            return;
        }
        String interrupt = "kill -INT " + process.pid();
        Command.Result sent = new Command(List.of("sh", "-c", interrupt), Account.HERE).run();
        if (!Patience.until(STOP, () -> !ServerProcesses.isRunning(process))) {
            throw new EmbeddedException(Problem.NOT_STOPPED, cluster.data(), sent.output() + lastWords(cluster));
        }
    }
}
