package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    @TempDir
    Path folder;

    static Iterable<String> commands() {
        return Commands.NAMES;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Shell shell = new Shell(folder);
        assertThat(shell.run(command, "--help").exitCode()).isZero();
        Golden.holds("help-" + command, shell.transcript());
    }

    @Test
    void theListOfCommandsIsShownWhenNothingIsTyped() {
        Shell shell = new Shell(folder);
        shell.run();
        Golden.holds("help", shell.transcript());
    }

    @Test
    void helpIsTheSameAsAWordAndAsAnOption() {
        Shell shell = new Shell(folder);
        assertThat(shell.run("help", "init")).isEqualTo(shell.run("init", "--help"));
    }

    @Test
    void theVersionNamesTheProgramAndItsJava() {
        assertThat(new Shell(folder).run("--version").out())
                .startsWith("db-migrations ")
                .contains("(Java ");
    }

    @Test
    void aShellCanCompleteEveryCommand() {
        String script = new Shell(folder).run("completion", "bash").out();
        assertThat(script).contains(Commands.NAMES).doesNotContain("COMMAND COMPLETE");
    }
}
