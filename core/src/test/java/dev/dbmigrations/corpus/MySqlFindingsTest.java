package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.Analysis;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.database.mysql.MySqlVendor;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.report.TextReport;
import dev.dbmigrations.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link CorpusFindingsTest} promises, on MySQL and MariaDB: {@code mariadb.findings} and {@code mysql.findings}, or the file
 * of a series that differs, as {@code mariadb-11.4.findings}.
 */
class MySqlFindingsTest {
    private static final Vendor VENDOR = new MySqlVendor();

    /** The oldest server of a product first: it writes what the others are held to. */
    static Stream<Arguments> casesOnServers() {
        return TestServers.mysqlFamily().stream()
                .sorted(Comparator.comparing(TestServer::label))
                .flatMap(server ->
                        CorpusCase.ofMySqlFamily().stream().map(c -> Arguments.of(server.label(), server, c)));
    }

    @ParameterizedTest(name = "{2} on {0}")
    @MethodSource("casesOnServers")
    void theAnalysisFindsWhatTheCaseSays(String label, TestServer server, CorpusCase question)
            throws IOException, SQLException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        String findings = TextReport.findings(analysis(server, question));
        String common = server.vendor() + ".findings";
        String own = label.toLowerCase(Locale.ROOT).replace(' ', '-') + ".findings";
        if ("write".equals(System.getProperty("golden"))) {
            boolean isOldest = label.equals("MariaDB 10.11") || server.vendor().equals("mysql");
            if (isOldest) {
                Files.writeString(question.file(common), findings);
            } else if (!findings.equals(question.text(common))) {
                Files.writeString(question.file(own), findings);
            }
        }
        String expected = Files.exists(question.file(own)) ? own : common;
        assertThat(question.file(expected)).as("write it with -Dgolden=write").exists();
        assertThat(findings)
                .as("%s on %s; write it with -Dgolden=write", question, label)
                .isEqualTo(question.text(expected));
    }

    private static MigrationAnalysis analysis(TestServer server, CorpusCase question) throws SQLException {
        try (TestDatabase scratch = server.fresh();
                Database database = VENDOR.connect(new Login(scratch.url(), "", () -> "", Map.of()))) {
            try (Session session = database.open("corpus")) {
                session.execute(question.text("schema.mysql.sql"));
            }
            Migration migration = question.migration("migration.mysql.sql", VENDOR.lexicalRules(), VENDOR.parser());
            Schema schema =
                    question.sized(database.catalog().read(List.copyOf(TouchedTables.of(migration.statements()))));
            SchemaAfter evolution = new SchemaAfter(database.dialect().names());
            Effects effects = new Effects(database.dialect(), database.oracle());
            return new Analysis(effects, evolution::after, question.small(), RuleCatalogue.discovered())
                    .of(migration, schema);
        }
    }
}
