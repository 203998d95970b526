package dev.dbmigrations.dialect;

import java.util.Set;

/**
 * The backslash commands that the client program of a database understands, and its server does not.
 *
 * @param client the program's name, for messages; empty when a backslash begins no command
 * @param ignored names of commands that mean nothing outside that program and are skipped
 */
public record ClientCommands(String client, Set<String> ignored) {

    public static final ClientCommands NONE = new ClientCommands("", Set.of());

    public ClientCommands {
        ignored = Set.copyOf(ignored);
    }

    public boolean exist() {
        return !client.isEmpty();
    }
}
