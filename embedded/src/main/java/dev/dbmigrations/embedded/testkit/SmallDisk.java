package dev.dbmigrations.embedded.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A disk of a few hundred megabytes that can run full and be made larger: a {@code tmpfs} of its own, which only root may
 * mount.
 */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * A new one; empty where none may be mounted.
     *
     * @param megabytes its size
     */
    public static Optional<SmallDisk> of(int megabytes) {
        Path folder = Premises.newHome("disk");
        try {
            Files.createDirectories(folder);
            boolean mounted =
                    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=755", "tmpfs", folder.toString());
            return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Makes it as large as that, with all that is on it. */
    public void resize(int megabytes) {
        try {
            if (!run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString())) {
                throw new IllegalStateException(folder + " cannot be resized");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long freeBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
