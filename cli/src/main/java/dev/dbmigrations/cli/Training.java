package dev.dbmigrations.cli;

import dev.dbmigrations.cli.Surroundings.Streams;
import dev.dbmigrations.cli.terminal.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the launcher runs once after a build, so that Java can keep the classes that the commands load. */
final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("db-migrations-training-");
        run(folder, "--version");
        run(folder, "init");
        run(folder, "explain");
        run(folder, "nonsense");
    }

    private static void run(Path folder, String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), nowhere, nowhere, Screen.NONE, Screen.NONE);
        int exit = Main.run(new Surroundings(streams, Map.of(), folder, new Interruption()), arguments);
        System.out.println(String.join(" ", arguments) + ": exit code " + exit);
    }
}
