package dev.dbmigrations.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs to their end; what they print lands in a file, and in the failure if they fail. */
final class Shell {
    private Shell() {}

    static void run(Path output, List<String> command) throws IOException, InterruptedException {
        Process process = start(output, command);
        end(process, output, command);
    }

    static Process start(Path output, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    static void end(Process process, Path output, List<String> command) throws IOException, InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command.getFirst() + " ended with " + code + "\n" + Files.readString(output));
        }
    }

    static boolean finds(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }
}
