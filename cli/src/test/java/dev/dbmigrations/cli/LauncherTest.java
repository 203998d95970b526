package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, run by bash in an installation without sources. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../db-migrations");

    @TempDir
    Path folder;

    private record Done(int exitCode, String printed) {}

    @Test
    void itWorksThroughLinksFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there/db-migrations"));
        Installation.in(folder.resolve("there"));
        Done first = run(Files.createDirectory(folder.resolve("elsewhere")), Map.of(), link.toString(), "--version");
        assertThat(first.printed()).contains("db-migrations ").contains("(Java ");
        assertThat(first.exitCode()).isZero();
        Done second = run(folder.resolve("elsewhere"), Map.of(), link.toString(), "nonsense");
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.printed()).startsWith("DBM-9002");
    }

    @Test
    void withoutAJavaThatIsNewEnoughItSaysWhatToDo() throws Exception {
        Installation.in(folder.resolve("there"));
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        Files.createFile(old.resolve("bin/java")).toFile().setExecutable(true);
        Done done = run(
                folder,
                Map.of("DB_MIGRATIONS_JAVA_HOME", old.toString()),
                folder + "/there/db-migrations",
                "--version");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.printed())
                .contains(
                        "DBM-9010  no Java 21 or newer was found", "only Java 17 in " + old, "  next    install a JDK");
    }

    @Test
    void anInstallationThatIsNotCompleteIsToldSo() throws Exception {
        Files.copy(LAUNCHER, folder.resolve("db-migrations"));
        Done done = run(folder, Map.of(), "bash", folder + "/db-migrations", "--version");
        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.printed()).startsWith("DBM-9013");
    }

    private static Done run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), printed);
    }
}
