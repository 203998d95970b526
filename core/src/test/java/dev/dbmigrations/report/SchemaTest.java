package dev.dbmigrations.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.change.Waiver;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.plan.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Each form is what its readers expect, also where names hold what the form would take for its own. */
class SchemaTest {
    private static final String AWKWARD = """
            CREATE INDEX "a<b & ""c""' ]]>" ON orders (total);
            ALTER TABLE orders RENAME COLUMN total TO "<script>alert('x')</script>";
            ALTER TABLE orders ALTER COLUMN email SET NOT NULL;
            DROP TABLE orders;
            """;

    private static AnalysisReport report(AnalysisReport.Source source) {
        MigrationAnalysis analysis =
                Example.analysis(AWKWARD, new Waiver("column-rename-breaks-clients", "\"<&>\" 'x'"));
        Optional<Plan> plan = source == AnalysisReport.Source.SERVER
                ? Optional.of(
                        Example.plan("ALTER TABLE orders RENAME COLUMN total TO \"<script>alert('x')</script>\";"))
                : Optional.empty();
        return new AnalysisReport(
                AnalysisReport.Basis.of(PostgresDialect.of(18), source),
                List.of(AnalysisReport.Entry.of(analysis, plan)));
    }

    private static String written(ReportFormat format) {
        return format.write(report(AnalysisReport.Source.SERVER));
    }

    private static void assertFits(JsonSchema schema, String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    }

    private static JsonSchema schema(VersionFlag version, InputStream text) {
        return JsonSchemaFactory.getInstance(version).getSchema(text);
    }

    private static JsonSchema own(String name) throws IOException {
        return schema(
                VersionFlag.V202012,
                new ByteArrayInputStream(
                        Files.readAllBytes(Path.of("../docs/schema").resolve(name))));
    }

    private static InputStream resource(String name) {
        InputStream stream = SchemaTest.class.getResourceAsStream(name);
        assertThat(stream).as(name).isNotNull();
        return stream;
    }

    @Test
    void sarifFitsTheSchemaOfTheStandard() {
        JsonSchema schema = schema(VersionFlag.V7, resource("/schema/sarif-schema-2.1.0.json"));
        assertFits(schema, written(ReportFormat.SARIF));
        assertThat(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void gitLabsCodeQualityFitsItsDocumentation() {
        assertFits(
                schema(VersionFlag.V202012, resource("/schemas/gitlab-code-quality.json")),
                written(ReportFormat.GITLAB));
    }

    @Test
    void ourOwnFormFitsItsSchemaWithAndWithoutADatabase() throws IOException {
        JsonSchema schema = own("analysis-1.json");
        assertFits(schema, written(ReportFormat.JSON));
        assertFits(schema, ReportFormat.JSON.write(report(AnalysisReport.Source.FILES)));
    }

    @Test
    void aRunFitsItsSchema() throws IOException {
        assertFits(own("run-1.json"), RunReportTest.run().in(ReportFormat.JSON));
    }

    @Test
    void jUnitFitsItsSchema() throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(resource("/schemas/junit.xsd")))
                .newValidator()
                .validate(new StreamSource(new StringReader(written(ReportFormat.JUNIT))));
    }

    @Test
    void aPageIsWellFormedAndNeedsNothingElse() throws Exception {
        for (String page : List.of(
                written(ReportFormat.HTML),
                ReportFormat.HTML.write(report(AnalysisReport.Source.FILES)),
                RunReportTest.run().in(ReportFormat.HTML))) {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
            for (String forbidden : List.of("script", "link", "img", "iframe")) {
                assertThat(document.getElementsByTagName(forbidden).getLength())
                        .as(forbidden)
                        .isZero();
            }
            assertThat(page).doesNotContain("@import").doesNotContain("url(");
            NodeList links = document.getElementsByTagName("a");
            for (int i = 0; i < links.getLength(); i++) {
                assertThat(((Element) links.item(i)).getAttribute("href")).startsWith("#");
            }
        }
    }
}
