package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.WholeTableChange;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.dialect.Impact;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server says about a clone is what it does to the table; and nobody else notices that it was asked. */
class MySqlOracleTest {

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theAnswerIsWhatTheServerDoesOrNone(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        try (LadderLab lab = new LadderLab(server)) {
            List<String> wrong = wrongAnswers(server, lab, lab.database());
            assertThat(wrong).isEmpty();
            assertThat(leftovers(lab)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void twoThatAskAtOnceDoNotDisturbEachOther(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        try (LadderLab lab = new LadderLab(server);
                MySqlDatabase other = LadderLab.connect(lab.place());
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<String>>> both = new ArrayList<>();
            for (MySqlDatabase database : List.of(lab.database(), other)) {
                Callable<List<String>> asking = () -> wrongAnswers(server, lab, database);
                both.add(threads.submit(asking));
            }
            for (Future<List<String>> one : both) {
                assertThat(one.get()).isEmpty();
            }
            assertThat(leftovers(lab)).isEmpty();
        }
    }

    private static List<String> wrongAnswers(TestServer server, LadderLab lab, MySqlDatabase asked) throws Exception {
        Schema schema = asked.catalog().readAll();
        List<String> wrong = new ArrayList<>();
        int answered = 0;
        for (Map.Entry<String, String> known :
                LadderLab.known(LadderLab.goldenOf(server)).entrySet()) {
            List<Clause> clauses = lab.clauses(known.getKey(), schema);
            if (clauses.size() != 1) {
                continue;
            }
            Optional<String> answer = asked.oracle()
                    .impactOf(clauses.getFirst(), table(schema, known.getKey()))
                    .flatMap(Rung::of)
                    .map(Rung::mode);
            answered += answer.isPresent() ? 1 : 0;
            answer.filter(mode -> !mode.equals(known.getValue()))
                    .ifPresent(mode -> wrong.add(known.getKey() + " is " + known.getValue() + ", answered " + mode));
        }
        assertThat(answered).as("answers").isGreaterThan(90);
        return wrong;
    }

    private static Table table(Schema schema, String statement) {
        return schema.table(schema.resolve(TableName.of("", LadderLab.table(statement))))
                .orElseThrow();
    }

    private static List<String> leftovers(LadderLab lab) {
        return lab.session()
                .rows(
                        "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'db\\\\_migrations\\\\_scratch%'",
                        row -> row.text(1));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aWrongStatementHasNoAnswerAndLeavesNothing(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        try (LadderLab lab = new LadderLab(server)) {
            Schema schema = lab.schema();
            Table table = table(schema, "alter table t");
            Clause wrong = new Clause(
                    new WholeTableChange.AlterOtherwise(table.name(), "modify column"),
                    "ALTER TABLE t MODIFY nowhere int COMMENT 'x'");
            assertThat(lab.database().oracle().impactOf(wrong, table)).isEmpty();
            assertThat(leftovers(lab)).isEmpty();
            assertThat(lab.session().rows("SHOW TABLES LIKE '%clone%'", row -> row.text(1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whoMayNotCreateDatabasesHasThePredictionAlone(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        try (LadderLab lab = new LadderLab(server)) {
            TestDatabase place = lab.place();
            String user = "u" + lab.session().id();
            lab.session().execute("CREATE USER " + user + "@'%' IDENTIFIED BY 'secret'");
            lab.session().execute("GRANT ALL ON " + place.name() + ".* TO " + user + "@'%'");
            try (MySqlDatabase restricted =
                    MySqlDatabase.connect(MySqlTarget.of(new Login(place.url(), user, () -> "secret", Map.of())))) {
                Schema schema = restricted.catalog().readAll();
                Clause clause =
                        lab.clauses("alter table t add column z int", schema).getFirst();
                assertThat(restricted.oracle().impactOf(clause, table(schema, "alter table t")))
                        .isEmpty();
                assertThat(restricted.dialect().locks().impact(clause, schema).work())
                        .isEqualTo(Impact.Work.METADATA);
            } finally {
                lab.session().execute("DROP USER " + user + "@'%'");
            }
        }
    }
}
