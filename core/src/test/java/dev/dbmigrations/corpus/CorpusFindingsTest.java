package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.Analysis;
import dev.dbmigrations.analyze.Effects;
import dev.dbmigrations.analyze.MigrationAnalysis;
import dev.dbmigrations.analyze.RuleCatalogue;
import dev.dbmigrations.change.Migration;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.postgres.PostgresDatabase;
import dev.dbmigrations.database.postgres.PostgresDialect;
import dev.dbmigrations.database.postgres.PostgresTarget;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.plan.SchemaAfter;
import dev.dbmigrations.plan.TouchedTables;
import dev.dbmigrations.report.TextReport;
import dev.dbmigrations.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 1 of the corpus: the analysis says, on every server, what {@code findings.txt} says. */
class CorpusFindingsTest {

    private static final Map<Integer, Place> PLACES = new ConcurrentHashMap<>();

    @AfterAll
    static void close() throws SQLException {
        for (Place place : PLACES.values()) {
            place.close();
        }
        PLACES.clear();
    }

    /** One database for all cases on a server; each finds it empty. */
    private record Place(TestDatabase scratch, PostgresDatabase database) {
        Place(int major) {
            this(TestPostgres.server(major).fresh());
        }

        Place(TestDatabase scratch) {
            this(scratch, PostgresDatabase.connect(PostgresTarget.of(scratch.url()), PostgresDialect::new));
        }

        PostgresDatabase emptied() {
            try (Session session = database.open("corpus")) {
                session.query(
                                "SELECT quote_ident(nspname) FROM pg_namespace"
                                        + " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
                                row -> row.text(1))
                        .forEach(schema -> session.execute("DROP SCHEMA " + schema + " CASCADE"));
                session.execute("CREATE SCHEMA public");
            }
            return database;
        }

        void close() throws SQLException {
            database.close();
            scratch.close();
        }
    }

    /** The newest server first: it writes what the others are held to. */
    static Stream<Arguments> casesOnServers() {
        return Stream.of(18, 14)
                .flatMap(major ->
                        CorpusCase.all().stream().filter(c -> c.isOn(major)).map(c -> Arguments.of(major, c)));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("casesOnServers")
    void theAnalysisFindsWhatTheCaseSays(int major, CorpusCase question) throws IOException {
        String findings = TextReport.findings(analysis(major, question));
        if (major == 18 && "write".equals(System.getProperty("golden"))) {
            Files.writeString(question.file("findings.txt"), findings);
        }
        assertThat(findings)
                .as("%s on %d; write it with -Dgolden=write", question, major)
                .isEqualTo(question.text("findings.txt"));
    }

    private static MigrationAnalysis analysis(int major, CorpusCase question) {
        PostgresDatabase database = PLACES.computeIfAbsent(major, Place::new).emptied();
        try (Session session = database.open("corpus")) {
            session.execute(question.text("schema.sql"));
            if (!question.text("rows.sql").isEmpty()) {
                session.execute(question.text("rows.sql"));
            }
        }
        Migration migration = question.migration();
        Schema schema = question.sized(database.catalog().read(List.copyOf(TouchedTables.of(migration.statements()))));
        SchemaAfter evolution = new SchemaAfter(database.dialect().names());
        Effects effects = new Effects(database.dialect(), database.oracle());
        return new Analysis(effects, evolution::after, question.small(), RuleCatalogue.discovered())
                .of(migration, schema);
    }
}
