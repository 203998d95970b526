package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @TempDir
    Path cache;

    @Test
    void unpackingTwiceAtOnceGivesOneCompleteFolder() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        Callable<Path> unpacking = () -> PostgresBinaries.required("18", cache).unpackedIn(cache, told::add);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Path> folder : threads.invokeAll(Collections.nCopies(2, unpacking))) {
                assertThat(folder.get().resolve("bin/postgres")).isExecutable();
                assertThat(folder.get().resolve("lib/libpq.so.5")).isSymbolicLink();
            }
        }
        assertThat(told).isNotEmpty();
        try (var folders = Files.list(cache)) {
            assertThat(folders).hasSize(1);
        }
    }
}
