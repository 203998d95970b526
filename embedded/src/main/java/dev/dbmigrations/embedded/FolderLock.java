package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may start or stop the server of a data folder, and who uses it: two byte ranges of one file, which the operating
 * system frees when a process dies.
 *
 * <p>There is one per folder in a JVM, because such locks belong to the process: closing any channel of the file would
 * free them all.
 */
final class FolderLock {
    private static final Map<Path, FolderLock> BY_FILE = new ConcurrentHashMap<>();
    private static final long TURN = 0;
    private static final long USE = 1;

    private final Path file;
    private final Product product;
    private final ReentrantLock threads = new ReentrantLock();
    private @Nullable FileChannel channel;
    private @Nullable FileLock use;
    private int users;

    private FolderLock(Path file, Product product) {
        this.file = file;
        this.product = product;
    }

    static FolderLock of(Cluster cluster) {
        Path data = cluster.data();
        return BY_FILE.computeIfAbsent(
                data.resolveSibling(data.getFileName() + ".lock"), file -> new FolderLock(file, cluster.product()));
    }

    /** Does this while no other thread or process does the like for the same folder. */
    <T> T exclusively(Supplier<T> work) {
        threads.lock();
        try {
            FileLock turn = channel().lock(TURN, 1, false);
            try {
                return work.get();
            } finally {
                turn.release();
            }
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            closeIfUnused();
            threads.unlock();
        }
    }

    /** Adds a user of the server; only within {@link #exclusively}. */
    void enter() {
        try {
            if (users == 0) {
                use = channel().lock(USE, 1, true);
            }
            users++;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Takes one user away and tells whether it was the last, in all processes; only within {@link #exclusively}. */
    boolean leave() {
        users--;
        if (users > 0) {
            return false;
        }
        try {
            if (use != null) {
                use.release();
            }
            use = null;
            FileLock alone = channel().tryLock(USE, 1, false);
            if (alone == null) {
                return false;
            }
            alone.release();
            return true;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel opened = channel;
        if (opened == null) {
            opened = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = opened;
        }
        return opened;
    }

    private void closeIfUnused() {
        try {
            if (users == 0 && channel != null) {
                channel.close();
                channel = null;
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private EmbeddedException unusable(IOException cause) {
        return new EmbeddedException(Problem.FOLDER_UNUSABLE, product, file, cause);
    }
}
