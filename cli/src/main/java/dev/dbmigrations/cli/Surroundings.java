package dev.dbmigrations.cli;

import dev.dbmigrations.cli.terminal.Screen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program finds when it is called.
 *
 * @param streams where it reads and writes
 * @param environment the variables
 * @param directory from where it was called
 * @param interruption how it is told to stop
 */
public record Surroundings(
        Streams streams, Map<String, String> environment, Path directory, Interruption interruption) {

    /** Set by the launcher to the width of the terminal, one for each stream that is one. */
    private static final String OUT_COLUMNS = "db-migrations.columns.out";

    private static final String ERROR_COLUMNS = "db-migrations.columns.err";

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /**
     * @param in what is typed or piped
     * @param out for the report
     * @param err for everything else when the report must stand alone
     * @param outScreen what {@code out} is
     * @param errScreen what {@code err} is
     */
    public record Streams(InputStream in, PrintStream out, PrintStream err, Screen outScreen, Screen errScreen) {}

    /** Those of this process. Text is UTF-8 whatever the locale says: half of all containers have none. */
    static Surroundings ofProcess() {
        Streams streams = new Streams(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                screen(OUT_COLUMNS),
                screen(ERROR_COLUMNS));
        return new Surroundings(streams, System.getenv(), Path.of("").toAbsolutePath(), new Interruption());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static Screen screen(String property) {
        int columns = Integer.getInteger(property, -1);
        return columns < 0 ? Screen.NONE : Screen.terminal(columns);
    }
}
