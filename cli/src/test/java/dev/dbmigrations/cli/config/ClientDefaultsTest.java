package dev.dbmigrations.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientDefaultsTest {

    @TempDir
    Path root;

    private TestProject project() {
        return new TestProject(root);
    }

    @Test
    void theVariablesOfPsqlAreEnough() {
        ConnectionTarget target = project()
                .variable("PGHOST", "db1")
                .variable("PGPORT", "6432")
                .variable("PGUSER", "ann")
                .variable("PGPASSWORD", "x")
                .connection();
        assertThat(target).hasToString("jdbc:postgresql://db1:6432/ann as ann");
        assertThat(target.password()).map(Secret::reveal).contains("x");
    }

    @Test
    void anAddressMayLeaveOutWhatTheVariablesSay() {
        ConnectionTarget target = project()
                .variable("DB_MIGRATIONS_URL", "postgres:///")
                .variable("PGDATABASE", "shop")
                .connection();
        assertThat(target.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost/shop");
    }

    @Test
    void aPasswordFileThatOthersMayReadIsNotUsed() {
        TestProject project = project()
                .with(".pgpass", "*:*:*:*:x")
                .permissions(".pgpass", "rw-r--r--")
                .variable("DB_MIGRATIONS_URL", "postgres://u@h/d");
        assertThat(project.connection().password()).isEmpty();
        assertThat(project.read().notes()).singleElement().asString().contains("others may read it");
    }

    @Test
    void theFileOfTheMysqlClientIsRead() {
        ConnectionTarget target = project()
                .with(".my.cnf", "[mysqld]", "user=mysql", "[client]", "user = ann", "password = \"p w\"")
                .variable("DB_MIGRATIONS_URL", "mysql://h/d")
                .connection();
        assertThat(target.user()).contains("ann");
        assertThat(target.password()).map(Secret::reveal).contains("p w");
    }
}
