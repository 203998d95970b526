package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is predicted of a statement, what the server does, and what it did when the goldens were written. */
class MySqlPredictionTest {
    private static final String AS_A_WHOLE = "clauses are predicted one by one; the server weighs them together";

    /** What cannot be known from a definition. */
    private static final Map<String, String> NOT_PREDICTED = Map.of(
            "alter table t add column z1 int, add index zz(p)",
            AS_A_WHOLE,
            "alter table t2 drop primary key, modify id int, add column z int auto_increment primary key",
            AS_A_WHOLE,
            "SET SESSION foreign_key_checks = 0; alter table t add column z bigint, add constraint fk9 foreign key(z) references parent(id)",
            AS_A_WHOLE,
            "alter table t page_compressed=1",
            "INSTANT only where innodb_checksum_algorithm was full_crc32 when the table was made; INPLACE is the dearer of the two");

    /** Gives the rows their hidden number, too; it is told as a build, which it is under the same lock. */
    private static final String FIRST_FULLTEXT = "alter table t add fulltext index z1(tx)";

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyStatementIsDoneAsPredicted(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        Map<String, String> known = LadderLab.known(LadderLab.goldenOf(server));
        Map<String, String> observed = new LinkedHashMap<>();
        Map<String, String> predicted = new LinkedHashMap<>();
        try (LadderLab lab = new LadderLab(server)) {
            Schema schema = lab.schema();
            for (String statement : known.keySet()) {
                observed.put(statement, lab.observed(statement));
                predicted.put(statement, lab.predicted(statement, schema));
                if (NOT_PREDICTED.containsKey(statement)
                        || observed.get(statement).startsWith(LadderLab.REFUSED)) {
                    predicted.put(statement, observed.get(statement));
                }
            }
        }
        String heading = server.label();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(
                    Path.of("src/test/resources/ladder", LadderLab.goldenOf(server)),
                    "# What " + heading + " accepts: a statement, the cheapest algorithm and the weakest lock\n"
                            + text(observed));
        }
        assertThat(text(observed)).as("golden of " + heading).isEqualTo(text(known));
        assertThat(text(predicted)).as("prediction for " + heading).isEqualTo(text(observed));
    }

    /** INPLACE stands for much and for next to nothing; the time that is told to users depends on which. */
    @ParameterizedTest
    @MethodSource("servers")
    void whatIsWrittenAnewIsPredicted(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        Map<String, Boolean> observed = new LinkedHashMap<>();
        Map<String, Boolean> predicted = new LinkedHashMap<>();
        try (LadderLab lab = new LadderLab(server)) {
            Schema schema = lab.schema();
            LadderLab.known(LadderLab.goldenOf(server)).forEach((statement, rung) -> {
                if (!rung.startsWith(LadderLab.REFUSED) && !NOT_PREDICTED.containsKey(statement)) {
                    observed.put(statement, lab.isWrittenAnew(statement));
                    predicted.put(statement, lab.isPredictedAnew(statement, schema));
                }
            });
        }
        observed.entrySet().removeAll(predicted.entrySet());
        observed.remove(FIRST_FULLTEXT);
        assertThat(observed).as("other than predicted").isEmpty();
    }

    /** What the executor appends, so that the server refuses rather than do it at a dearer rung. */
    @ParameterizedTest
    @MethodSource("servers")
    void everyStatementHeldToItsPredictionIsSqlToTheServer(TestServer server) throws Exception {
        LadderLab.assumeMeasured(server);
        List<String> complaints = new ArrayList<>();
        try (LadderLab lab = new LadderLab(server);
                Connection connection = lab.place().connection()) {
            Schema schema = lab.schema();
            for (String statement : LadderLab.known(LadderLab.goldenOf(server)).keySet()) {
                for (Clause clause : lab.clauses(statement, schema)) {
                    String held = Assertion.of(
                            clause.sql(), lab.database().dialect().locks().impact(clause, schema));
                    ServerSyntax.complaint(connection, held).ifPresent(says -> complaints.add(held + "\n    " + says));
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static String text(Map<String, String> rungs) {
        StringBuilder text = new StringBuilder();
        rungs.forEach((statement, rung) ->
                text.append(statement).append('\t').append(rung).append('\n'));
        return text.toString();
    }
}
