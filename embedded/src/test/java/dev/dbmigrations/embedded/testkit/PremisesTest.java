package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dbmigrations.embedded.OtherJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PremisesTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void aJvmThatEndsLeavesNeitherServerNorFolder(String vendor) throws Exception {
        OtherJvm tests = OtherJvm.running(KitMain.class, vendor);
        Path data = Path.of(tests.says());
        assertThat(data).exists();
        tests.end();
        assertThat(data).doesNotExist();
        assertThat(serverOf(data)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void aJvmThatIsKilledLeavesNeitherServerNorFolder(String vendor) throws Exception {
        OtherJvm tests = OtherJvm.running(KitMain.class, vendor);
        Path data = Path.of(tests.says());
        assertThat(serverOf(data)).isTrue();
        tests.kill();
        await().until(() -> !Files.exists(data.resolve("../..")));
        assertThat(serverOf(data)).isFalse();
    }

    private static boolean serverOf(Path data) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .anyMatch(words -> words.contains("-D " + data) || words.contains("--datadir=" + data));
    }
}
