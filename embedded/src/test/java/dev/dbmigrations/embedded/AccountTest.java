package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    @TempDir
    Path home;

    @Test
    void rootLendsAnotherUserWhereItMayNotHide() throws Exception {
        assumeTrue(Files.getOwner(Path.of("/proc/self")).getName().equals("root"), "only root can lend another user");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Account nobody = Account.OtherUser.named("nobody").orElseThrow();
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18), nobody)) {
            Sql.run(server.jdbcUrl("app"), "create table kept as select 42 as answer");
            server.kill();
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.open(home, EmbeddedOptions.throwaway(18), nobody)) {
            assertThat(Files.getOwner(Path.of("/proc", Long.toString(server.process())))
                            .getName())
                    .isEqualTo("nobody");
            assertThat(Sql.ask(server.jdbcUrl("app"), "select answer from kept"))
                    .isEqualTo("42");
        }
        assertThat(ServerProcesses.in(home.resolve("pgdata-18"))).isEmpty();
    }

    @Test
    void aNameThatIsNoUserIsNotLent() {
        assertThat(Account.OtherUser.named("nobody-of-that-name")).isEmpty();
    }
}
