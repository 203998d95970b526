package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.database.DumpProgram;
import dev.dbmigrations.database.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mariadb-dump} and {@code mysqldump} are told. */
class MySqlDumpTest {
    private static final Path FILE = Path.of("a.sql");
    private final DumpProgram program = new MySqlDump();

    @TempDir
    Path folder;

    private static Login login(Map<String, String> settings) {
        return new Login("jdbc:mariadb://db:3307/shop", "app", () -> "hush", settings);
    }

    @Test
    void thePasswordStandsInNoArgumentAndEachProgramIsSpokenToInItsOwnWords() {
        DumpProgram.Call mariaDb =
                program.call("mariadb-dump from 11.4.5-MariaDB, client 10.19", login(Map.of()), FILE);
        DumpProgram.Call mySql =
                program.call("mysqldump  Ver 8.0.33 for Linux", login(Map.of("sslMode", "disable")), FILE);
        assertThat(mariaDb.toString())
                .contains("--host=db --port=3307", "--skip-ssl")
                .doesNotContain("hush");
        assertThat(mySql.toString())
                .contains("--ssl-mode=DISABLED", "--user=app")
                .endsWith(" shop");
        assertThat(mySql.environment()).containsExactly(Map.entry("MYSQL_PWD", "hush"));
    }

    @Test
    void anEncryptedConnectionIsNotMadeAPlainOne() {
        assertThatThrownBy(() -> program.call("", login(Map.of("sslMode", "verify-full")), FILE))
                .hasMessage("""
                        DBM-7404  no dump is taken over an encrypted connection
                          at      sslMode of the url
                          why     the dump programs of MariaDB and MySQL do not understand the settings of the driver alike
                          state   nothing was changed
                          next    take a dump by hand, and backup = "none" in db-migrations.toml""");
    }

    @Test
    void aFileIsWholeWhenItsLastLineSaysSo() throws Exception {
        Path whole =
                Files.writeString(folder.resolve("a.sql"), "x\n".repeat(500) + "-- Dump completed on 2026-11-28\n");
        Path cut = Files.writeString(folder.resolve("b.sql"), "-- Dump completed\n" + "x\n".repeat(500));
        assertThat(program.isWhole(whole)).isTrue();
        assertThat(program.isWhole(cut)).isFalse();
        assertThat(program.isWhole(Files.createFile(folder.resolve("c.sql")))).isFalse();
    }
}
