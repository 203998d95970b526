package dev.dbmigrations.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.backfill.Limits;
import dev.dbmigrations.cli.config.EmbeddedTarget.Afterwards;
import dev.dbmigrations.cli.config.EmbeddedTarget.Product;
import dev.dbmigrations.cli.config.Settings.Gates;
import dev.dbmigrations.cli.config.Settings.Order;
import dev.dbmigrations.plan.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    Path root;

    private TestProject project() {
        return new TestProject(root);
    }

    @Test
    void withoutAnythingAProjectHasADatabaseOfItsOwn() {
        Settings settings = project().settings();
        assertThat(settings.target())
                .isEqualTo(new EmbeddedTarget(root.resolve(".db-migrations"), Product.POSTGRESQL, Afterwards.STOPPED));
        assertThat(settings.environment()).isEqualTo(new Settings.Environment("dev", false));
        assertThat(settings.project().migrations()).containsExactly(root.resolve("migrations"));
        assertThat(settings.project().file()).isEmpty();
        assertThat(settings.running().gates()).isEqualTo(Gates.OPEN);
        assertThat(settings.running().locks().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.running().failOn()).isEqualTo(Severity.ERROR);
        assertThat(settings.moving().pace()).isEqualTo(Pace.STEADY);
        assertThat(settings.moving().limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void everySettingOfTheFileIsTaken() {
        Settings settings = project()
                .toml(
                        "migrations = ['db/a', 'db/b']",
                        "fail-on = 'warning'",
                        "batch-time = '1m30s'",
                        "[env.production]",
                        "url = 'postgres://db.example.com:6432/shop?sslmode=require'",
                        "user = 'deployer'",
                        "schema = 'shop'",
                        "protected = true",
                        "gates = 'open'",
                        "lock-timeout = '2s'",
                        "lock-retries = '1h'",
                        "max-replica-lag = '5s'",
                        "workers = 4",
                        "pace = 'gentle'",
                        "max-transaction-age = '10m'",
                        "max-log-rate = '50MB'",
                        "min-free-disk = '20 GB'",
                        "max-database-growth = '1.5gb'",
                        "throttle-query = 'SELECT 0.5'",
                        "server-processors = 64",
                        "small-table-rows = 50_000",
                        "out-of-order = true",
                        "history-table = 'our_history'")
                .settings();
        assertThat(settings.environment()).isEqualTo(new Settings.Environment("production", true));
        assertThat(settings.project().migrations()).containsExactly(root.resolve("db/a"), root.resolve("db/b"));
        assertThat(settings.target())
                .hasToString("jdbc:postgresql://db.example.com:6432/shop as deployer")
                .extracting(target -> ((ConnectionTarget) target).settings())
                .hasToString("{sslmode=require}");
        assertThat(settings.running().gates()).isEqualTo(Gates.OPEN);
        assertThat(settings.running().order()).isEqualTo(Order.OUT_OF_ORDER);
        assertThat(settings.running().failOn()).isEqualTo(Severity.WARNING);
        assertThat(settings.running().tables().schema()).contains("shop");
        assertThat(settings.running().tables().history()).contains("our_history");
        assertThat(settings.running().locks())
                .isEqualTo(new Settings.Locks(Duration.ofSeconds(2), Duration.ofHours(1), Optional.empty()));
        assertThat(settings.moving())
                .isEqualTo(new Settings.Moving(
                        Pace.GENTLE,
                        OptionalInt.of(4),
                        Optional.of(Duration.ofSeconds(90)),
                        new Limits(
                                new Limits.Delays(
                                        Optional.of(Duration.ofSeconds(5)), Optional.of(Duration.ofMinutes(10))),
                                OptionalLong.of(50L << 20),
                                new Limits.Disk(OptionalLong.of(20L << 30), OptionalLong.of(3L << 29)),
                                Optional.of("SELECT 0.5"),
                                OptionalInt.of(64)),
                        50_000));
    }

    @Test
    void theLaterSourceCounts() {
        TestProject project = project()
                .toml("lock-timeout = '1s'", "[env.dev]", "lock-timeout = '2s'")
                .environment("dev");
        assertThat(timeout(project)).isEqualTo(Duration.ofSeconds(2));
        assertThat(timeout(project.variable("DB_MIGRATIONS_LOCK_TIMEOUT", "3s")))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(timeout(project.variable("DB_MIGRATIONS_ENV_DEV_LOCK_TIMEOUT", "4s")))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(timeout(project.option("lock-timeout", "5s"))).isEqualTo(Duration.ofSeconds(5));
    }

    private static Duration timeout(TestProject project) {
        return project.settings().running().locks().timeout();
    }

    @Test
    void theFileIsFoundUpwardsAndItsPathsAreMeantFromIt() throws IOException {
        Files.createDirectories(root.resolve("app/src"));
        Settings settings = project().toml("migrations = 'db'").in("app/src").settings();
        assertThat(settings.project().root()).isEqualTo(root);
        assertThat(settings.project().migrations()).containsExactly(root.resolve("db"));
        assertThat(settings.target())
                .isEqualTo(new EmbeddedTarget(root.resolve(".db-migrations"), Product.POSTGRESQL, Afterwards.STOPPED));
    }

    @Test
    void aFileMayBeNamedAndATypedFolderIsMeantFromWhereItWasTyped() throws IOException {
        Files.createDirectories(root.resolve("app"));
        Settings settings = project()
                .with("other.toml", "[env.test]", "keep-running = true")
                .in("app")
                .file("../other.toml")
                .option("migrations", "mine,../yours")
                .settings();
        assertThat(settings.environment().name()).isEqualTo("test");
        assertThat(settings.project().migrations()).containsExactly(root.resolve("app/mine"), root.resolve("yours"));
        assertThat(settings.target())
                .isEqualTo(new EmbeddedTarget(
                        root.resolve(".db-migrations"), Product.POSTGRESQL, Afterwards.KEPT_RUNNING));
    }

    @Test
    void devIsMeantUnlessAnotherIsNamedOrAlone() {
        TestProject both = project().toml("[env.dev]", "[env.production]", "url = 'postgres://p/x'");
        assertThat(both.settings().environment().name()).isEqualTo("dev");
        assertThat(both.variable("DB_MIGRATIONS_ENV", "production")
                        .settings()
                        .environment()
                        .name())
                .isEqualTo("production");
        assertThat(both.environment("dev").settings().environment().name()).isEqualTo("dev");
    }

    @Test
    void anEnvironmentMayLiveInVariablesAlone() {
        TestProject project = project()
                .environment("eu-production")
                .variable("DB_MIGRATIONS_ENV_EU_PRODUCTION_URL", "mariadb://root@db/shop")
                .variable("DB_MIGRATIONS_ENV_EU_PRODUCTION_PROTECTED", "true");
        assertThat(project.connection().vendor()).isEqualTo("mariadb");
        assertThat(project.settings().environment().isProtected()).isTrue();
    }

    @Test
    void theProjectsOwnDatabaseMayBeAMariaDb() {
        TestProject project = project().toml("[env.dev]", "embedded = 'mariadb'");
        assertThat(project.settings().target())
                .isEqualTo(new EmbeddedTarget(root.resolve(".db-migrations"), Product.MARIADB, Afterwards.STOPPED));
        project.variable("DB_MIGRATIONS_URL", "mariadb://root@db/x");
        assertThat(project.read().notes()).singleElement().asString().contains("embedded is set and not used");
    }

    @Test
    void gatesAreClosedWhereverAUrlIsGiven() {
        TestProject project = project().variable("DB_MIGRATIONS_URL", "postgres://db/x");
        assertThat(project.settings().running().gates()).isEqualTo(Gates.CLOSED);
    }

    @Test
    void theCommonVariableCountsOnlyWhereNothingIsWritten() {
        TestProject project = project().variable("DATABASE_URL", "mysql://root@db/x");
        assertThat(project.connection().jdbcUrl()).isEqualTo("jdbc:mariadb://db/x");
        project.toml("[env.dev]");
        assertThat(project.settings().target()).isInstanceOf(EmbeddedTarget.class);
        assertThat(project.read().notes()).singleElement().asString().contains("DATABASE_URL is set and not used");
    }

    @Test
    void variablesAreReadWhereTheyAreNeededOnly() {
        TestProject project = project()
                .toml(
                        "[env.dev]",
                        "schema = '${NOT_THERE:-public}'",
                        "history-table = 'a$${b}'",
                        "[env.production]",
                        "url = 'postgres://${DB_HOST}:${DB_PORT:-5432}/x'")
                .variable("DB_HOST", "db1");
        assertThat(project.settings().running().tables().schema()).contains("public");
        assertThat(project.settings().running().tables().history()).contains("a${b}");
        assertThat(project.environment("production").connection().jdbcUrl()).isEqualTo("jdbc:postgresql://db1:5432/x");
    }

    @Test
    void aMisspeltVariableIsNotedAndOneOfAClusterIsNot() {
        Configuration configuration = project()
                .variable("DB_MIGRATIONS_LOCK_TIMOUT", "1s")
                .variable("DB_MIGRATIONS_SERVICE_HOST", "10.0.0.1")
                .variable("DB_MIGRATIONS_JAVA_OPTS", "-Xmx1g")
                .read();
        assertThat(configuration.notes())
                .containsExactly(
                        "variable DB_MIGRATIONS_LOCK_TIMOUT is not used; was DB_MIGRATIONS_LOCK_TIMEOUT meant?");
    }

    @Test
    void everyValueIsExplainedAndNoSecretIsShown() {
        Configuration configuration = project()
                .toml(
                        "lock-timeout = '1s'",
                        "[env.production]",
                        "url = 'postgres://deployer:s3cret@db/shop?sslpassword=s3cret'",
                        "password-file = 'pw.txt'")
                .with("pw.txt", "s3cret")
                .variable("DB_MIGRATIONS_WORKERS", "3")
                .option("gates", "open")
                .read();
        String text = configuration.explained().stream()
                .map(line -> "%-18s %-50s %s%n"
                        .formatted(line.key(), line.value().replace(root.toString(), "/project"), line.origin()))
                .collect(Collectors.joining());
        GoldenText.assertMatches("explain", text);
        assertThat(text.toLowerCase(Locale.ROOT) + configuration).doesNotContain("s3cret");
    }
}
