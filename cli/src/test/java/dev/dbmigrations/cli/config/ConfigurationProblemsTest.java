package dev.dbmigrations.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationProblemsTest {

    @TempDir
    Path root;

    private TestProject project() {
        return new TestProject(root);
    }

    private void assertRefused(String golden, TestProject project) {
        var told = catchThrowableOfType(MigrationException.class, project::read);
        assertThat(told).as("refusal").isNotNull();
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.state()).isPresent();
        assertThat(told.next()).isPresent();
        GoldenText.assertMatches(golden, told.toText().replace(root.toString(), "/project"));
    }

    @Test
    void anUnknownKeyIsToldWithTheNearestOne() {
        assertRefused("unknown-key", project().toml("[env.dev]", "lock-timout = '1s'"));
    }

    @Test
    void anUnknownKeyOfAnotherEnvironmentIsToldToo() {
        assertRefused("unknown-key-elsewhere", project().toml("[env.dev]", "[env.production]", "colour = 'red'"));
    }

    @Test
    void aUrlForAllEnvironmentsIsRefused() {
        assertRefused("url-at-the-top", project().toml("url = 'postgres://h/d'"));
    }

    @Test
    void aValueOfTheWrongKindIsTold() {
        assertRefused("wrong-kind", project().toml("[env.dev]", "workers = '4'"));
    }

    @Test
    void anEnvironmentThatIsNoTableIsTold() {
        assertRefused("environment-no-table", project().toml("env = 'dev'"));
        assertRefused("environment-no-table-below", project().toml("env.dev = 'x'"));
    }

    @Test
    void aWordThatIsNotAmongTheKnownOnesIsTold() {
        assertRefused("bad-word", project().toml("gates = 'opne'"));
    }

    @Test
    void aDurationWithoutAUnitIsTold() {
        assertRefused("bad-duration", project().variable("DB_MIGRATIONS_LOCK_TIMEOUT", "500"));
    }

    @Test
    void aNumberOutOfItsRangeIsTold() {
        assertRefused("bad-count", project().option("workers", "99"));
    }

    @Test
    void aTruthThatIsNoneIsTold() {
        assertRefused("bad-truth", project().variable("DB_MIGRATIONS_OUT_OF_ORDER", "yes"));
    }

    @Test
    void anUnknownEnvironmentIsToldWithTheKnownOnes() {
        assertRefused(
                "unknown-environment",
                project().toml("[env.dev]", "[env.production]").environment("prodution"));
    }

    @Test
    void anEnvironmentWhereNoneIsDefinedIsTold() {
        assertRefused("unknown-environment-none", project().environment("production"));
    }

    @Test
    void amongSeveralEnvironmentsOneHasToBeNamed() {
        assertRefused("which-environment", project().toml("[env.a]", "[env.b]"));
    }

    @Test
    void aVariableThatIsNotSetIsTold() {
        assertRefused("undefined-variable", project().toml("[env.dev]", "url = '${DATABASE_URL}'"));
    }

    @Test
    void aVariableThatIsNeverClosedIsTold() {
        assertRefused("open-variable", project().toml("[env.dev]", "url = 'postgres://${HOST/d'"));
    }

    @Test
    void aPasswordOnTheCommandLineIsRefused() {
        assertRefused("password-typed", project().option("password", "s3cret"));
        assertRefused("password-in-url-typed", project().option("url", "postgres://u:s3cret@h/d"));
    }

    @Test
    void aNamedFileThatIsMissingIsTold() {
        assertRefused("no-file", project().file("conf/other.toml"));
    }

    @Test
    void aSecretFileThatIsMissingIsTold() {
        assertRefused("no-secret-file", project().variable("DB_MIGRATIONS_PASSWORD_FILE", "/run/secrets/none"));
    }

    @Test
    void anEmptyStandardInputIsTold() {
        assertRefused("no-password-on-input", project().passwordTyped(""));
    }
}
