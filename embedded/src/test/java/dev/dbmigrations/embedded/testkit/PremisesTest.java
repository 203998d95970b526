package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.embedded.OtherJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PremisesTest {

    @Test
    void aJvmThatEndsLeavesNeitherServerNorFolder() throws Exception {
        OtherJvm tests = OtherJvm.running(KitMain.class);
        Path data = Path.of(tests.says());
        assertThat(data).exists();
        tests.end();
        assertThat(data).doesNotExist();
        assertThat(serverOf(data)).isFalse();
    }

    @Test
    void aJvmThatIsKilledLeavesNeitherServerNorFolder() throws Exception {
        OtherJvm tests = OtherJvm.running(KitMain.class);
        Path data = Path.of(tests.says());
        assertThat(serverOf(data)).isTrue();
        tests.kill();
        await().until(() -> !Files.exists(data.resolve("../..")));
        assertThat(serverOf(data)).isFalse();
    }

    private static boolean serverOf(Path data) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("-D " + data));
    }
}
