package dev.dbmigrations.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionAddressTest {

    @TempDir
    Path root;

    private static String shown(ConnectionAddress address) {
        return String.join(
                " ",
                address.scheme().id(),
                address.hosts(),
                address.database(),
                address.settings().toString(),
                address.login().user().orElse("-"),
                address.login().password().map(Secret::reveal).orElse("-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://u:p@h:5432/d?sslmode=require|postgresql h:5432 d {sslmode=require} u p",
                "postgresql://h/d|postgresql h d {} - -",
                "postgres://u%40x:p%3A%2F%40@h/d%20e|postgresql h d e {} u@x p:/@",
                "postgres://h1:1,h2:2/d|postgresql h1:1,h2:2 d {} - -",
                "postgres://[::1]:5432/d|postgresql [::1]:5432 d {} - -",
                "postgres://u:a+b@h/d|postgresql h d {} u a+b",
                "postgres:///d|postgresql  d {} - -",
                "jdbc:postgresql://h/d?user=u&password=p&ApplicationName=x|postgresql h d {ApplicationName=x} u p",
                "mysql://u:p@h:3306/d|mysql h:3306 d {} u p",
                "jdbc:mysql://h/d?user=u|mysql h d {} u -",
                "mariadb://h/d?ssl-mode=verify-full|mariadb h d {sslMode=verify-full} - -",
                "sqlserver://sa:p@h:1433?database=d&encrypt=true|sqlserver h:1433 d {encrypt=true} sa p",
                "mssql://h/d|sqlserver h d {} - -",
                "jdbc:sqlserver://h:1433;databaseName=d;user=sa;password=p;encrypt=false|sqlserver h:1433 d {encrypt=false} sa p"
            })
    void everyCommonFormIsUnderstood(String text, String expected) {
        assertThat(shown(ConnectionAddress.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "scheme, postgrse://u:s3cret@h/d",
        "no-scheme, localhost:5432/d",
        "oracle, jdbc:oracle:thin:@h:1521/d",
        "port, postgres://u:s3cret@h:99999/d",
        "slash-in-password, postgres://u:s3/cret@h/d",
        "at-in-password, postgres://u:s3@cret@h/d",
        "percent, postgres://u:s3%cret@h/d",
        "setting, postgres://h/d?sslmode"
    })
    void whatIsNoAddressIsToldWithoutThePassword(String golden, String text) {
        var told = catchThrowableOfType(MigrationException.class, () -> ConnectionAddress.parse(text));
        assertThat(told).as("refusal").isNotNull();
        GoldenText.assertMatches("address-" + golden, told.toText());
        if (text.contains("@")) {
            assertThat(told.toText()).doesNotContain("s3").doesNotContain("cret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgres://u:s3cret@h/d", "jdbc:postgresql://h/d?user=u&password=s3cret&sslpassword=s3cret"})
    void anAddressTakenApartShowsNoPassword(String text) {
        assertThat(ConnectionAddress.parse(text).toString()).doesNotContain("s3cret");
        assertThat(ConnectionAddress.redacted(text)).doesNotContain("s3cret");
    }

    @Test
    void aPasswordComesFromTheSourceThatSpeaksLast() {
        TestProject project = new TestProject(root)
                .with(".pgpass", "# hosts", "other:*:*:*:no", "h:5432:d:u:from\\:file")
                .permissions(".pgpass", "rw-------")
                .toml("[env.dev]", "url = 'postgres://u@h/d'");
        assertThat(password(project)).isEqualTo("from:file");
        assertThat(password(project.variable("PGPASSWORD", "from-client"))).isEqualTo("from-client");
        project.toml("[env.dev]", "url = 'postgres://u:from-url@h/d'");
        assertThat(password(project)).isEqualTo("from-url");
        project.with("secret", "from-secret-file").variable("DB_MIGRATIONS_PASSWORD_FILE", "secret");
        assertThat(password(project)).isEqualTo("from-secret-file");
        assertThat(password(project.variable("DB_MIGRATIONS_ENV_DEV_PASSWORD", "from-env")))
                .isEqualTo("from-env");
        assertThat(password(project.passwordTyped("typed\n"))).isEqualTo("typed");
    }

    private static String password(TestProject project) {
        return project.connection().password().map(Secret::reveal).orElse("none");
    }
}
