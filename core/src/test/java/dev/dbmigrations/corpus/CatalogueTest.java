package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.analyze.SafetyRule;
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
    private static final List<CorpusCase> CASES = CorpusCase.all();
    private static final Path PAGES = Path.of("../docs/rules");
    private static final Path SOURCES = Path.of("src/main/java/dev/dbmigrations/analyze/rules");

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
        assertThat(casesOf(rule.explanation().example().bad()))
                .as("cases whose migration.sql is the dangerous example of %s", rule.id())
                .isNotEmpty()
                .anySatisfy(c -> assertThat(found(c)).contains(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSafeExampleIsACaseInWhichTheRuleIsSilent(SafetyRule rule) {
        assertThat(casesOf(rule.explanation().example().good()))
                .as("cases whose migration.sql is the safe example of %s", rule.id())
                .isNotEmpty()
                .anySatisfy(c -> assertThat(found(c)).doesNotContain(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePageOfARuleSaysWhatTheRuleSays(SafetyRule rule) throws IOException {
        String findings = casesOf(rule.explanation().example().bad()).stream()
                .filter(c -> found(c).contains(rule.id()))
                .findFirst()
                .map(c -> c.text("findings.txt"))
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
        assertThat(CASES.stream().flatMap(c -> found(c).stream())).isSubsetOf(CATALOGUE.ids());
    }

    @Test
    void everyCaseSaysWhatItIsAbout() {
        assertThat(CASES).allSatisfy(c -> assertThat(c.text("about.md")).isNotBlank());
    }

    private static List<CorpusCase> casesOf(String migration) {
        return CASES.stream()
                .filter(c -> c.text("migration.sql").strip().equals(migration))
                .toList();
    }

    /** The rules that speak in a case; a finding begins at the margin. */
    private static List<String> found(CorpusCase question) {
        return question.text("findings.txt")
                .lines()
                .filter(l -> !l.isEmpty() && !l.startsWith(" "))
                .map(l -> l.split(" ", 2)[0])
                .toList();
    }
}
