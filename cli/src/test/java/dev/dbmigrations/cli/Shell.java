package dev.dbmigrations.cli;

import dev.dbmigrations.cli.Surroundings.Streams;
import dev.dbmigrations.cli.terminal.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A shell for tests: runs the program in this JVM, in a folder and an environment of its own, and keeps what it prints. */
final class Shell {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder transcript = new StringBuilder();
    private Screen screen = Screen.NONE;
    private String input = "";

    /** What a call printed and told. */
    record Done(int exitCode, String out, String err) {
        String all() {
            return out + err;
        }
    }

    Shell(Path folder) {
        this.folder = folder;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell typing(String text) {
        input = text;
        return this;
    }

    Shell onTerminal(int columns) {
        screen = Screen.terminal(columns);
        return this;
    }

    Done run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                screen,
                screen);
        int exit = Main.run(new Surroundings(streams, environment, folder, new Interruption()), arguments);
        Done done = new Done(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        note(done, arguments);
        return done;
    }

    private void note(Done done, String... arguments) {
        transcript.append("$ db-migrations");
        for (String argument : arguments) {
            transcript.append(' ').append(argument.matches("[\\w./:=@-]+") ? argument : "'" + argument + "'");
        }
        transcript.append('\n').append(done.out());
        if (!done.err().isEmpty()) {
            transcript.append("--- standard error\n").append(done.err());
        }
        transcript.append("--- exit ").append(done.exitCode()).append("\n\n");
    }

    /** Everything that was typed and printed, with what differs from day to day masked. */
    String transcript() {
        return masked(transcript.toString());
    }

    /** The text with what differs from day to day masked. */
    String masked(String text) {
        return text.replace(folder.toAbsolutePath().toString(), "/project")
                .replaceAll("(?<!\\d)\\d{14}(?!\\d)", "20261122153012")
                .replaceAll("\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?\\b", "2026-11-22 15:30:12")
                .replaceAll("\\b\\d+(\\.\\d+)? (ms|s)\\b", "N s")
                .replaceAll("about [^,\\n]* rows? in [^,\\n]*,", "about N rows in N kB,")
                .replaceAll("\\w+@\\w+ \\(pid \\d+\\)", "ann@host (pid 4711)")
                .replaceAll("pid \\d+ of \\S+ on [^,]+,", "pid 4711 of ann on host,")
                .replaceAll("database session \\d+", "database session 42")
                .replaceAll("/test_\\d+\\b", "/test")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:5432")
                .replaceAll("\\(Java [^)]+\\)", "(Java 25)");
    }
}
