package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operating system's view of who serves a data folder; Linux only, by {@code /proc}. */
final class ServerProcesses {
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

    /** Every PostgreSQL process that works in this folder. */
    static List<ProcessHandle> in(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, data))
                .toList();
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            Path about = about(process);
            return Files.readSymbolicLink(about.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(about.resolve("exe")).toString().contains("/bin/postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean wasStartedFor(ProcessHandle process, Path data) {
        try {
            byte[] commandLine = Files.readAllBytes(about(process).resolve("cmdline"));
            List<String> words = List.of(new String(commandLine, StandardCharsets.UTF_8).split("\0"));
            return words.getFirst().endsWith("/bin/postgres") && words.contains(data.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path about(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }
}
