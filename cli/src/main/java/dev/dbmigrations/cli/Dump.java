package dev.dbmigrations.cli;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.Migrator.Precaution;
import dev.dbmigrations.analyze.InWords;
import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole database in a file, written by its vendor's own program before anything changes. A file that is there is whole: until it
 * is, it is called {@code .part}.
 *
 * @param program how it is called
 * @param login to the database
 * @param file that is written
 * @param around where the program is looked for, and what stops it
 * @param told what is told when the file is there
 */
record Dump(DumpProgram program, Login login, Path file, Surroundings around, Consumer<String> told)
        implements Precaution {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int LAST_LINES = 10;
    private static final Fact UNCHANGED = Fact.state("no pending migration was begun");

    @Override
    public void check() {
        Path found = found();
        program.call(output(List.of(found.toString(), "--version"), Map.of(), new Ended()), login, file);
    }

    /** How a program ended. */
    private static final class Ended {
        private int status;
    }

    @Override
    public void take() {
        Path found = found();
        String version = output(List.of(found.toString(), "--version"), Map.of(), new Ended());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            OwnServer.keepOutOfVersionControl(file.resolveSibling("..").normalize());
            Files.createDirectories(file.resolveSibling(""));
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            DumpProgram.Call call = program.call(version, login, part);
            List<String> words = Stream.concat(Stream.of(found.toString()), call.arguments().stream())
                    .toList();
            Ended ended = new Ended();
            String said = output(words, call.environment(), ended);
            if (ended.status != 0) {
                throw failed(found, "exit status " + ended.status + "\n" + said);
            }
            if (!program.isWhole(part)) {
                throw failed(found, "what it has written (" + InWords.bytes(Files.size(part)) + ") is not whole");
            }
            Files.move(part, file);
            told.accept(file + " (" + InWords.bytes(Files.size(file)) + ", " + found.getFileName() + ")");
        } catch (IOException e) {
            throw failed(found, String.valueOf(e));
        } finally {
            remove(part);
        }
    }

    private Path found() {
        String path = around.environment().getOrDefault("PATH", "");
        return program.names().stream()
                .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> MigrationException.userMustAct(
                        ExitCode.USAGE,
                        "DBM-7401",
                        "no dump can be taken: there is no " + String.join(" or ", program.names()),
                        Fact.at("the folders of PATH"),
                        Fact.why("backup = \"dump\" asks for one before anything changes"),
                        UNCHANGED,
                        Fact.next("install " + program.source() + ", or set backup = \"none\"")));
    }

    private MigrationException failed(Path program, String why) {
        return MigrationException.userMustAct(
                around.interruption().isRequested() ? ExitCode.INTERRUPTED : ExitCode.FAILED,
                "DBM-7402",
                "no dump was taken: " + program.getFileName() + " failed",
                Fact.at(program.toString()),
                Fact.why(why.strip()),
                UNCHANGED,
                Fact.next("mend what it complains of, then: db-migrations up"));
    }

    /** The last lines of what it says, when it has ended; it is ended when somebody asks us to stop. */
    private String output(List<String> words, Map<String, String> more, Ended ended) {
        @Nullable Path said = null;
        try {
            said = Files.createTempFile("db-migrations-dump-", ".log");
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(around.environment());
            builder.environment().putAll(more);
            Process process = builder.redirectInput(
                            Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile())
                    .start();
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (around.interruption().isRequested()) {
                    process.destroy();
                }
            }
            ended.status = process.exitValue();
            List<String> lines = new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            throw failed(Path.of(words.getFirst()), String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(Path.of(words.getFirst()), "it was interrupted");
        } finally {
            if (said != null) {
                remove(said);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
