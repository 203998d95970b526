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
import java.util.OptionalInt;

/**
 * A server that accepts connections: its first process, and its port on 127.0.0.1.
 *
 * <p>All methods expect the caller to hold the folder's {@link FolderLock}.
 */
record ServerProcess(ProcessHandle process, int port) {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;
    private static final long LARGE_LOG = 4 << 20;

    /** The server of this cluster: the one that runs, else a new one. */
    static ServerProcess adoptOrStart(Cluster cluster, EmbeddedOptions options) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ServerProcess> server = running(cluster);
            if (server.isEmpty()) {
                cluster.clearAway();
                server = started(cluster, options);
            }
            if (server.isPresent()) {
                return server.get();
            }
        }
        throw cluster.failure(Problem.NOT_STARTED, lastWords(cluster));
    }

    /** The server that runs in this folder, once it is ready; empty if none does, whatever was left behind. */
    static Optional<ServerProcess> running(Cluster cluster) {
        return cluster.process().flatMap(found -> whenReady(cluster, found));
    }

    /** Empty if the process ended instead of becoming ready. */
    private static Optional<ServerProcess> whenReady(Cluster cluster, ProcessHandle process) {
        boolean settled = Patience.until(
                START,
                () -> !ServerProcesses.isRunning(process)
                        || cluster.readyPort(process).isPresent());
        if (!settled) {
            throw cluster.failure(Problem.NOT_READY, lastWords(cluster));
        }
        OptionalInt port = cluster.readyPort(process);
        return ServerProcesses.isRunning(process) && port.isPresent()
                ? Optional.of(new ServerProcess(process, port.getAsInt()))
                : Optional.empty();
    }

    private static Optional<ServerProcess> started(Cluster cluster, EmbeddedOptions options) {
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
            throw cluster.failure(Problem.NOT_STARTED, e);
        }
    }

    /**
     * In a session of its own ({@code setsid}), so that a Ctrl-C meant for us does not reach it. Neither setsid nor
     * what the account adds forks: the process we start is the server's.
     */
    private static List<String> command(Cluster cluster, EmbeddedOptions options, int port) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(cluster.startCommand(options, port));
        return words;
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
        ServerProcesses.kill(workers);
        Patience.until(STOP, () -> !isRunning());
    }

    /** Ends the server in good order: open transactions are rolled back, data is written. */
    void stop(Cluster cluster) {
        if (!ServerProcesses.serves(process, cluster.data())) {
            return;
        }
        String signal = "kill -" + cluster.stopSignal() + " " + process.pid();
        Command.Result sent = new Command(List.of("sh", "-c", signal), Account.HERE).run();
        if (!Patience.until(STOP, () -> !ServerProcesses.isRunning(process))) {
            throw cluster.failure(Problem.NOT_STOPPED, sent.output() + lastWords(cluster));
        }
    }
}
