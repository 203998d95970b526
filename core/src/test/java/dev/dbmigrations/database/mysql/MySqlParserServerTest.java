package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.RunAsWritten;
import dev.dbmigrations.change.Clause;
import dev.dbmigrations.change.Statement;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.embedded.testkit.TestServers;
import dev.dbmigrations.parse.Piece;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parser makes of a statement, held to what the servers make of it. */
class MySqlParserServerTest {

    private static final List<String> OF_BOTH = List.of("create-table", "alter-table", "indexes", "rows", "otherwise");

    static List<TestServer> servers() {
        return TestServers.mysqlFamily();
    }

    private static List<Piece> known(TestServer server) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (String topic : OF_BOTH) {
            pieces.addAll(MySqlParserTest.statements(topic));
        }
        pieces.addAll(MySqlParserTest.statements(server.vendor()));
        return pieces;
    }

    private static MySqlParser parserFor(TestServer server) {
        return MySqlParserTest.parserFor(server.vendor());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyClauseAndEveryUndoIsSqlToTheServer(TestServer server) throws IOException, SQLException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase database = server.fresh();
                Connection connection = database.connection()) {
            List<String> complaints = new ArrayList<>();
            for (Piece piece : known(server)) {
                Statement statement = parserFor(server).parse(piece.statement(), piece.position());
                assertThat(statement.changes())
                        .as(piece.statement())
                        .noneMatch(change -> change instanceof Change.Unrecognized);
                for (String sql : written(statement)) {
                    ServerSyntax.complaint(connection, sql).ifPresent(says -> complaints.add(sql + "\n    " + says));
                }
            }
            assertThat(complaints).isEmpty();
        }
    }

    private static List<String> written(Statement statement) {
        List<String> all = new ArrayList<>(List.of(statement.text()));
        for (Clause clause : statement.clauses()) {
            all.add(clause.sql());
            all.add(clause.bareSql());
            if (clause.change() instanceof RunAsWritten command) {
                all.addAll(command.undo());
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatWeRefuseTheServerRefuses(TestServer server) throws IOException, SQLException {
        server.whyAbsent().ifPresent(Assumptions::abort);
        try (TestDatabase database = server.fresh();
                Connection connection = database.connection()) {
            for (Piece piece : MySqlParserTest.statements("broken")) {
                assertThat(ServerSyntax.complaint(connection, piece.statement()))
                        .as(piece.statement())
                        .isPresent();
            }
        }
    }
}
