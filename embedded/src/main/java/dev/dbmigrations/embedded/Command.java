package dev.dbmigrations.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A short-lived program run to its end, with its output. */
record Command(List<String> words, Path folder) {

    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    Command {
        words = List.copyOf(words);
    }

    Result run() {
        return runWith("");
    }

    /** With this as its input. */
    Result runWith(String input) {
        try {
            Process process = builder(words, folder).redirectErrorStream(true).start();
            Thread.startVirtualThread(() -> feed(process, input));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended before it had read all, and its output says why.
        }
    }

    /** A builder whose environment says nothing of another server and whose messages are in English. */
    static ProcessBuilder builder(List<String> words, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("MYSQL_") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
