package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.cli.GlobalOptions.Detail;
import dev.dbmigrations.cli.terminal.Colours;
import dev.dbmigrations.cli.terminal.Screen;
import dev.dbmigrations.dialect.ServerVersion;
import org.junit.jupiter.api.Test;

/** Where there is no such server that is said, and nothing is begun. */
class ScratchServerTest {

    @Test
    void aKindThatNobodyCanStartIsRefused() {
        Display display = new Display(System.out, Screen.NONE, Colours.OFF, Detail.QUIET);
        ServerVersion wanted = new ServerVersion("sqlserver", 16, 0, "16.0");
        assertThatThrownBy(() -> ScratchServer.like(wanted, "app", display))
                .hasMessage("""
                        DBM-7310  no scratch server for sqlserver 16.0
                          at      %s on %s
                          why     this program starts PostgreSQL on Linux, and MariaDB and MySQL on Linux on x86-64
                          state   nothing was written or changed
                          next    the same command without --prove, or on such a machine""".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
}
