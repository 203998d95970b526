package dev.dbmigrations.embedded.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The folder all of a JVM's test servers live in, and the watchdog that clears it when the JVM ends.
 *
 * <p>The watchdog is a shell that reads from a pipe we never write to: it wakes when the pipe breaks, which the
 * operating system sees to even if this JVM is killed.
 */
final class Premises {
    /** Ends every server below $1 at once, waits until the processes are gone, and removes the folder. */
    private static final String WATCHDOG = """
            trap '' HUP INT TERM
            read -r never
            serves() { tr '\\0' '\\n' <"/proc/$1/cmdline" | grep -qxF "$2"; }
            mysqlds() { grep -lsz "^--datadir=$1/" /proc/[0-9]*/cmdline | cut -d / -f 3; }
            while pids=$(mysqlds "$1") && [ -n "$pids" ]; do kill -KILL $pids; sleep 0.02; done
            for file in "$1"/*/pgdata-*/postmaster.pid; do
                [ -e "$file" ] || continue
                pid=$(head -n 1 "$file")
                serves "$pid" "${file%/*}" || continue
                kill -QUIT "$pid"
                while serves "$pid" "${file%/*}"; do sleep 0.02; done
            done
            for disk in "$1"/disk-*; do [ ! -d "$disk" ] || umount -l "$disk"; done
            rm -rf "$1"
            """;

    private static final long PLENTY = 4L << 30;

    private static final Premises OF_THIS_JVM = new Premises();

    private final Path root;
    private final AtomicInteger folders = new AtomicInteger();

    private Premises() {
        try {
            root = Files.createTempDirectory(place(), "db-migrations-servers-").toRealPath();
            Process watchdog = new ProcessBuilder(List.of("setsid", "sh", "-c", WATCHDOG, "watchdog", root.toString()))
                    .directory(root.getRoot().toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(watchdog), "stop test servers"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In memory where there is plenty: creating a database costs 300 files, which a busy disk makes ten times slower. */
    private static Path place() throws IOException {
        Path memory = Path.of("/dev/shm");
        if (Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > PLENTY) {
            return memory;
        }
        Path target = Path.of("target");
        return Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A home for one more server. */
    static Path newHome(String name) {
        return OF_THIS_JVM.root.resolve(name + "-" + OF_THIS_JVM.folders.incrementAndGet());
    }

    private static void clear(Process watchdog) {
        try {
            watchdog.getOutputStream().close();
            watchdog.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
