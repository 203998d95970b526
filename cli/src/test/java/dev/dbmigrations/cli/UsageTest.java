package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotUnderstoodIsToldWithWhatToTypeInstead() {
        Shell shell = new Shell(folder);
        assertThat(shell.run("initt").exitCode()).isEqualTo(2);
        assertThat(shell.run("init", "--outputt", "json").exitCode()).isEqualTo(2);
        assertThat(shell.run("init", "--output", "yaml").exitCode()).isEqualTo(2);
        assertThat(shell.run("plan", "--strategy", "sideways").exitCode()).isEqualTo(2);
        assertThat(shell.run("--env").exitCode()).isEqualTo(2);
        assertThat(shell.run("explain", "not-analyzed").exitCode()).isEqualTo(2);
        Golden.holds("usage", shell.transcript());
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        Shell shell = new Shell(folder);
        assertThat(shell.run("-C", "a", "init").exitCode()).isZero();
        assertThat(shell.run("init", "-C", "b").exitCode()).isZero();
        assertThat(folder.resolve("a/db-migrations.toml"))
                .hasSameTextualContentAs(folder.resolve("b/db-migrations.toml"));
    }

    @Test
    void aDocumentStandsAloneOnStandardOutput() {
        Shell.Done done = new Shell(folder).run("init", "--output", "json");
        assertThat(done.out()).startsWith("{\n").endsWith("}\n");
        assertThat(done.err()).contains("written");
    }

    @Test
    void aMissingWordIsADocumentTooWhenDocumentsAreWanted() {
        Shell.Done done = new Shell(folder).run("--output", "json", "nonsense");
        assertThat(done.out())
                .startsWith("{\n")
                .contains("\"status\": \"failed\"")
                .contains("DBM-9002");
    }

    @Test
    void quietPrintsTheSummaryAlone() {
        assertThat(new Shell(folder).run("init", "--quiet").out().strip()).startsWith("✅ COMMAND COMPLETE");
    }

    @Test
    void coloursAppearOnTerminalsUnlessTheyAreUnwanted() {
        assertThat(new Shell(folder).onTerminal(80).run("init", "-C", "a").out())
                .contains("\u001b[");
        assertThat(new Shell(folder)
                        .onTerminal(80)
                        .with("NO_COLOR", "1")
                        .run("init", "-C", "b")
                        .out())
                .doesNotContain("\u001b[");
        assertThat(new Shell(folder)
                        .onTerminal(80)
                        .run("init", "-C", "c", "--color", "never")
                        .out())
                .doesNotContain("\u001b[");
        assertThat(new Shell(folder).run("init", "-C", "d").out()).doesNotContain("\u001b[");
        assertThat(new Shell(folder).run("init", "-C", "e", "--color=always").out())
                .contains("\u001b[");
    }

    @Test
    void aProjectIsNotInitialisedTwice() {
        Shell shell = new Shell(folder);
        shell.run("init");
        assertThat(shell.run("init").exitCode()).isEqualTo(2);
        Golden.holds("init", shell.transcript());
    }
}
