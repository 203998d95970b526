package dev.dbmigrations.cli.config;

import java.nio.file.Path;

/**
 * A database of the project's own, started when it is needed.
 *
 * @param folder where it lives
 * @param afterwards what becomes of it when the command has ended
 */
public record EmbeddedTarget(Path folder, Afterwards afterwards) implements Target {

    /** What becomes of a server that we started. */
    public enum Afterwards {
        STOPPED,
        KEPT_RUNNING
    }
}
