package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.SafetyRule;
import dev.dbmigrations.database.mysql.MySqlVendor;
import dev.dbmigrations.database.postgres.PostgresVendor;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.report.RuleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One name serves as class, id, case, page and waiver, and none of them is missing. */
class CatalogueTest {
    private static final RuleCatalogue CATALOGUE = RuleCatalogue.discovered();
    private static final Kind POSTGRESQL =
            new Kind(CorpusCase.all(), "migration.sql", "findings.txt", new PostgresVendor().dialect(18));
    private static final Kind MARIADB = new Kind(
            CorpusCase.ofMySqlFamily(), "migration.mysql.sql", "mariadb.findings", new MySqlVendor().dialect(11));
    private static final Path PAGES = Path.of("../docs/rules");
    private static final Path SOURCES = Path.of("src/main/java/dev/dbmigrations/analyze/rules");

    /** A kind of server with its cases and the files in them. */
    private record Kind(List<CorpusCase> cases, String migration, String findings, Dialect dialect) {

        /** The one a rule is shown on. */
        static Kind of(SafetyRule rule) {
            return rule.concerns(POSTGRESQL.dialect) ? POSTGRESQL : MARIADB;
        }

        List<CorpusCase> casesOf(String sql) {
            return cases.stream()
                    .filter(c -> c.text(migration).strip().equals(sql))
                    .toList();
        }

        /** The rules that speak in a case; a finding begins at the margin. */
        List<String> found(CorpusCase question) {
            return question.text(findings)
                    .lines()
                    .filter(l -> !l.isEmpty() && !l.startsWith(" "))
                    .map(l -> l.split(" ", 2)[0])
                    .toList();
        }
    }

    static List<SafetyRule> rules() {
        return CATALOGUE.rules();
    }

    @Test
    void everyRuleThatIsWrittenIsDiscovered() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<String> written = files.filter(CatalogueTest::isRule)
                    .map(f -> String.valueOf(f.getFileName()).replace(".java", ""))
                    .sorted()
                    .toList();
            assertThat(rules().stream().map(r -> r.getClass().getSimpleName()).sorted())
                    .containsExactlyElementsOf(written);
        }
    }

    private static boolean isRule(Path file) {
        try {
            return Files.readString(file).contains("implements SafetyRule");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void anIdIsTheClassNameInKebabCase(SafetyRule rule) {
        assertThat(rule.id()).matches("[a-z]+(-[a-z]+)+");
        assertThat(rule.id().replace("-", ""))
                .isEqualToIgnoringCase(rule.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theDangerousExampleIsACaseInWhichTheRuleSpeaks(SafetyRule rule) {
        assertThat(Kind.of(rule).casesOf(rule.explanation().example().bad()))
                .as("cases whose migration.sql is the dangerous example of %s", rule.id())
                .isNotEmpty()
                .anySatisfy(c -> assertThat(Kind.of(rule).found(c)).contains(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSafeExampleIsACaseInWhichTheRuleIsSilent(SafetyRule rule) {
        assertThat(Kind.of(rule).casesOf(rule.explanation().example().good()))
                .as("cases whose migration.sql is the safe example of %s", rule.id())
                .isNotEmpty()
                .anySatisfy(c -> assertThat(Kind.of(rule).found(c)).doesNotContain(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePageOfARuleSaysWhatTheRuleSays(SafetyRule rule) throws IOException {
        String findings = Kind.of(rule).casesOf(rule.explanation().example().bad()).stream()
                .filter(c -> Kind.of(rule).found(c).contains(rule.id()))
                .findFirst()
                .map(c -> c.text(Kind.of(rule).findings()))
                .orElse("");
        Path page = PAGES.resolve(rule.id() + ".md");
        String text = RuleText.page(rule, findings);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(PAGES);
            Files.writeString(page, text);
        }
        assertThat(page).as("write it with -Dgolden=write").exists();
        assertThat(Files.readString(page)).isEqualTo(text);
    }

    @Test
    void thereIsNoPageWithoutARule() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(p -> String.valueOf(p.getFileName()).replace(".md", "")))
                    .isSubsetOf(CATALOGUE.ids());
        }
    }

    @Test
    void everyFindingOfTheCorpusIsOneOfARule() {
        assertThat(List.of(POSTGRESQL, MARIADB))
                .allSatisfy(kind -> assertThat(kind.cases().stream().flatMap(c -> kind.found(c).stream()))
                        .isSubsetOf(CATALOGUE.ids()));
    }

    @Test
    void everyCaseSaysWhatItIsAbout() {
        assertThat(List.of(POSTGRESQL, MARIADB))
                .allSatisfy(kind -> assertThat(kind.cases())
                        .allSatisfy(c -> assertThat(c.text("about.md")).isNotBlank()));
    }
}
