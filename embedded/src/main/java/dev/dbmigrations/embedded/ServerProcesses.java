package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operating system's view of who serves a data folder; Linux only, by {@code /proc}. */
final class ServerProcesses {
    private static final Pattern SERVER = Pattern.compile(".*/bin/(postgres|mariadbd|mysqld)\\b");

    private ServerProcesses() {}

    /**
     * Whether a live process is the server of this folder, and not a stranger to whom a dead server's number was given.
     * The command line is readable where the working directory is not: root in a container, a server run as nobody.
     */
    static boolean serves(ProcessHandle process, Path data) {
        return isRunning(process) && (worksIn(process, data) || wasStartedFor(process, data));
    }

    /** Whether a process is alive and not merely unburied: in a container, nobody may ever ask a dead one's exit code. */
    static boolean isRunning(ProcessHandle process) {
        try {
            String status = Files.readString(about(process).resolve("stat"), StandardCharsets.ISO_8859_1);
            return process.isAlive() && status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** Every database process that works in this folder. */
    static List<ProcessHandle> in(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, data))
                .toList();
    }

    /** Ends them without warning; whether they are gone. */
    static boolean kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        return Patience.until(Duration.ofSeconds(30), () -> processes.stream().noneMatch(ServerProcesses::isRunning));
    }

    /** The process that serves this folder, be it only starting: found by looking at every one there is. */
    static Optional<ProcessHandle> serving(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> serves(process, data))
                .findFirst();
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            Path about = about(process);
            return Files.readSymbolicLink(about.resolve("cwd")).equals(data)
                    && isServer(Files.readSymbolicLink(about.resolve("exe")).toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean wasStartedFor(ProcessHandle process, Path data) {
        try {
            List<String> words = words(process);
            return isServer(words.getFirst())
                    && (words.contains(data.toString()) || words.contains("--datadir=" + data));
        } catch (IOException e) {
            return false;
        }
    }

    /** The command line it was started with. */
    static List<String> words(ProcessHandle process) throws IOException {
        byte[] commandLine = Files.readAllBytes(about(process).resolve("cmdline"));
        return List.of(new String(commandLine, StandardCharsets.UTF_8).split("\0"));
    }

    /** Linux adds a word to the name of a program that was replaced while it ran. */
    private static boolean isServer(String program) {
        return SERVER.matcher(program).lookingAt();
    }

    private static Path about(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }
}
