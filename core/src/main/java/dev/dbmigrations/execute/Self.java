package dev.dbmigrations.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A process that works on a database, as others see it.
 *
 * @param host the machine
 * @param pid its process number there
 * @param account who started it
 * @param application what it is, for example {@code db-migrations up}
 */
public record Self(String host, long pid, String account, String application) {

    /** This process. */
    public static Self current(String application) {
        String account = Objects.requireNonNullElse(System.getProperty("user.name"), "unknown");
        return new Self(hostName(), ProcessHandle.current().pid(), account, application);
    }

    /** {@code deploy@host (pid 4711)}. */
    public String text() {
        return account + "@" + host + " (pid " + pid + ")";
    }

    /** Without asking the network, which may take seconds to say no. */
    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        if (name == null) {
            name = System.getenv("COMPUTERNAME");
        }
        if (name != null) {
            return name;
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
