package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The programs of one version of a product, unpacked once per user.
 *
 * @param folder its name in the cache; another name for every other content
 * @param title for people, for example {@code PostgreSQL 18}
 * @param megabytes how much they are, unpacked
 */
record Binaries(Product product, String folder, String title, int megabytes, Archive archive) {

    /** The folder that holds them: at once when it is there already, after some seconds when not. */
    Path unpackedIn(Path cache, Consumer<String> progress) {
        try {
            Path target = cache.resolve(folder);
            if (!Files.isDirectory(target)) {
                progress.accept("Unpacking " + title + " (once on this machine, " + megabytes + " MB)");
                unpack(target);
            }
            return target;
        } catch (IOException e) {
            throw new EmbeddedException(Problem.NOT_UNPACKED, product, cache, e);
        }
    }

    /** Unpacks beside the target and renames: so a folder of that name is always complete, whoever was faster. */
    private void unpack(Path target) throws IOException {
        Path cache = Files.createDirectories(target.resolveSibling(""));
        Folders.removeAbandoned(cache, ".unpacking-*", Duration.ofHours(1));
        Path fresh = Files.createTempDirectory(cache, ".unpacking-");
        try {
            archive.unpackTo(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            Folders.remove(fresh);
        }
    }
}
