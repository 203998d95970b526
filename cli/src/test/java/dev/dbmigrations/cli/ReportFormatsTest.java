package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An analysis in the forms that build servers and code hosts read. */
class ReportFormatsTest {
    private static final String RULE = "column-rename-breaks-clients";
    private static final String FILE = "migrations/V2__rename.sql";

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.server(18).fresh();
    private Shell shell;

    @BeforeEach
    void startProject() throws SQLException {
        database.execute("CREATE TABLE users (id int PRIMARY KEY, mail text, \"a|b\" int)");
        database.execute("INSERT INTO users SELECT n, 'user' || n FROM generate_series(1, 5000) AS n");
        database.execute("ANALYZE users");
        Project.in(folder, "small-table-rows = 100\n\n[env.dev]\nurl = \"${DATABASE_URL}\"\n")
                .migration("V1__notes", "CREATE TABLE notes (id int PRIMARY KEY, text text);")
                .migration(
                        "V2__rename",
                        "ALTER TABLE users RENAME COLUMN mail TO email;\n"
                                + "ALTER TABLE users RENAME COLUMN \"a|b\" TO \"<c> & d\";")
                .migration("V3__index", """
                        -- db-migrations: allow=index-build-blocks-writes reason="at night, 100%: really"
                        CREATE INDEX users_id ON users (id);""");
        shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    private String printed(String format) {
        Shell.Done result = shell.run("analyze", "--env", "dev", "--report", format);
        assertThat(result.exitCode()).isEqualTo(3);
        return result.out();
    }

    @Test
    void sarifNamesRulesAndPlacesAndWhatIsAccepted() throws Exception {
        JsonNode run =
                new ObjectMapper().readTree(printed("sarif")).path("runs").path(0);
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(rules).isNotEmpty();
        Set<String> fingerprints = new HashSet<>();
        boolean accepted = false;
        for (JsonNode result : run.path("results")) {
            assertThat(rules.path(result.path("ruleIndex").asInt()).path("id").asText())
                    .isEqualTo(result.path("ruleId").asText());
            assertThat(result.path("message").path("text").asText()).contains("; instead: ");
            assertThat(result.path("level").asText()).isIn("error", "warning", "note");
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            assertThat(place.path("artifactLocation").path("uri").asText()).startsWith("migrations/V");
            assertThat(place.path("region").path("endColumn").asInt())
                    .isGreaterThan(place.path("region").path("startColumn").asInt());
            assertThat(fingerprints.add(result.path("partialFingerprints")
                            .path("statement/v1")
                            .asText()))
                    .isTrue();
            accepted |= result.path("suppressions")
                    .path(0)
                    .path("justification")
                    .asText()
                    .equals("at night, 100%: really");
        }
        assertThat(accepted).isTrue();
    }

    @Test
    void gitLabGetsAFingerprintForEachFinding() throws Exception {
        JsonNode all = new ObjectMapper().readTree(printed("gitlab"));
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode one : all) {
            assertThat(fingerprints.add(one.path("fingerprint").asText())).isTrue();
            assertThat(one.path("severity").asText()).isIn("info", "minor", "critical");
            assertThat(one.path("location").path("lines").path("begin").asInt()).isPositive();
        }
        assertThat(all)
                .anyMatch(one -> one.path("check_name").asText().equals(RULE)
                        && one.path("location").path("path").asText().equals(FILE)
                        && one.path("severity").asText().equals("critical"));
    }

    @Test
    void gitHubGetsALineForEachFindingThatNobodyHasAccepted() {
        assertThat(printed("github").lines())
                .allMatch(line -> line.matches(
                        "::(error|warning|notice) file=[^:]+,line=\\d+,col=\\d+,endColumn=\\d+,title=[a-z-]+::.+"))
                .anyMatch(line -> line.startsWith("::error file=" + FILE + ",line=1,col=19,endColumn=25,title=" + RULE))
                .noneMatch(line -> line.contains("index-build-blocks-writes"));
    }

    @Test
    void jUnitFailsForEachErrorAndWarning() throws Exception {
        shell.run("analyze", "--env", "dev", "--report", "junit=report.xml");
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("report.xml").toFile())
                .getDocumentElement();
        NodeList all = suites.getElementsByTagName("testsuite");
        assertThat(all.getLength()).isEqualTo(3);
        Element second = (Element) all.item(1);
        assertThat(second.getAttribute("failures"))
                .isEqualTo("" + second.getElementsByTagName("failure").getLength())
                .isNotEqualTo("0");
        assertThat(((Element) all.item(0)).getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void markdownIsReadByPeople() {
        Golden.holds(
                "analysis-markdown",
                printed("markdown")
                        .replaceAll("\\d+(\\.\\d+)? (ms|s|min)\\b", "N s")
                        .replaceAll("\\d+ kB", "N kB"));
    }

    @Test
    void severalGoIntoFilesBesideTheText() throws Exception {
        Shell.Done result = shell.run(
                "analyze", "V2", "--env", "dev", "--report", "markdown=report.md", "--report", "sarif=findings.sarif");
        assertThat(result.out()).contains("recommended strategy").contains("COMMAND FAILED");
        assertThat(Files.readString(folder.resolve("report.md"))).startsWith("# Analysis of 1 migration");
        assertThat(Files.readString(folder.resolve("findings.sarif"))).contains("\"2.1.0\"");
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeAnythingIsDone() {
        assertThat(shell.run("analyze", "--env", "dev", "--report", "pdf").exitCode())
                .isEqualTo(2);
        assertThat(shell.run("analyze", "--env", "dev", "--report", "sarif", "--report", "github")
                        .exitCode())
                .isEqualTo(2);
        assertThat(shell.run("analyze", "--env", "dev", "--report", "sarif=not/there.sarif")
                        .exitCode())
                .isEqualTo(2);
    }
}
