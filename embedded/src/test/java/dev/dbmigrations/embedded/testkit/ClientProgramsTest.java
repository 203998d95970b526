package dev.dbmigrations.embedded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientProgramsTest {
    @TempDir
    Path cache;

    @Test
    void aPackageOfDebianIsUsedWithoutBeingInstalled() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/apt-get")), "there is no apt-get here");
        assumeTrue(!Files.exists(Path.of("/usr/bin/shellcheck")), "shellcheck is installed here");
        Path folder;
        try {
            folder = new DebianPackage("shellcheck", List.of("shellcheck")).programsIn(cache);
        } catch (IOException e) {
            assumeTrue(false, "Debian's packages cannot be fetched: " + e.getMessage());
            return;
        }
        assertThat(answer(folder.resolve("shellcheck"), "--version")).contains("ShellCheck");
        assertThat(folder).startsWith(cache);
    }

    @Test
    void whatCannotBeHadSaysWhy() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/apt-get")), "there is no apt-get here");
        DebianPackage nothing = new DebianPackage("there-is-no-such-package", List.of("nothing"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> nothing.programsIn(cache)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there-is-no-such-package");
    }

    @Test
    void theServersBuildsBringTheirClients() throws IOException {
        ClientPrograms programs = ClientPrograms.mariaDb();
        assumeTrue(programs.folder().isPresent(), programs.reason());
        assertThat(answer(programs.folder().get().resolve("mariadb"), "--version"))
                .contains("MariaDB");
    }

    private static String answer(Path program, String option) throws IOException {
        Process process = new ProcessBuilder(program.toString(), option)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
