package dev.dbmigrations.dialect;

import java.util.Set;

/**
 * The commands that the client program of a database understands, and its server does not.
 *
 * @param client the program's name, for messages; empty when there are none
 * @param style what they look like
 * @param ignored names of commands that mean nothing outside that program and are skipped
 */
public record ClientCommands(String client, Style style, Set<String> ignored) {

    /** What the commands of a client look like. */
    public enum Style {
        NONE,
        /** A backslash and a word, anywhere. */
        BACKSLASH,
        /** A colon or two exclamation marks at the beginning of a line, and variables {@code $(name)} anywhere. */
        COLON
    }

    public static final ClientCommands NONE = new ClientCommands("", Style.NONE, Set.of());

    public ClientCommands {
        ignored = Set.copyOf(ignored);
    }

    public boolean are(Style asked) {
        return style == asked;
    }
}
