package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.Pace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A database whose tables are built anew beside themselves, and the project that does it. */
final class SecondTableStage implements AutoCloseable {
    private final TestDatabase database;
    private final Project project;

    SecondTableStage(TestServer server, Path folder) {
        this(server, folder, Pace.STEADY);
    }

    SecondTableStage(TestServer server, Path folder, Pace pace) {
        server.whyAbsent().ifPresent(Assumptions::abort);
        this.database = server.fresh();
        this.project = new Project(database.url(), folder.resolve(database.name()), Options.Gates.CLOSED).at(pace);
    }

    TestDatabase database() {
        return database;
    }

    Project project() {
        return project;
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    void tryToRun(String... statements) {
        try {
            run(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Outcome up(RunListener listener) {
        try (Migrator migrator = project.migrator()) {
            return migrator.up(Until.THE_END, listener);
        }
    }

    /** Through the gate, into the revert window. */
    Outcome complete(RunListener listener) {
        try (Migrator migrator = project.migrator()) {
            return migrator.complete(Optional.empty(), listener);
        }
    }

    void endTheWindow() {
        endTheWindow(RunListener.SILENT);
    }

    void endTheWindow(RunListener listener) {
        try (Migrator migrator = project.migrator()) {
            migrator.complete(Optional.empty(), Migrator.WindowEnd.NOW, listener);
        }
    }

    Outcome down(RunListener listener) {
        try (Migrator migrator = project.migrator()) {
            return migrator.down(Migrator.Back.ONE, listener);
        }
    }

    /** Every row, its values parted by bars. */
    List<String> ask(String query) throws SQLException {
        try (Connection connection = database.connection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : "|").append(row.getString(i));
                }
                rows.add(line.toString());
            }
            return rows;
        }
    }

    /** As the server prints it, without where the numbers of its rows have got to. */
    String shape(String table) throws SQLException {
        return shapeWithNumbers(table).replaceAll(" AUTO_INCREMENT=\\d+", "");
    }

    String shapeWithNumbers(String table) throws SQLException {
        return ask("SHOW CREATE TABLE " + table).getFirst();
    }

    List<String> tables() throws SQLException {
        return ask("SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
                + " AND table_name NOT LIKE 'db\\_migrations%' AND table_name NOT LIKE 'schema\\_migrations%'"
                + " ORDER BY table_name");
    }

    List<String> triggers() throws SQLException {
        return ask("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = database()");
    }

    void nothingIsLeftOver(List<String> tables) throws SQLException {
        nothingIsLeftOver(tables, List.of());
    }

    void nothingIsLeftOver(List<String> tables, List<String> triggers) throws SQLException {
        assertThat(tables()).isEqualTo(tables);
        assertThat(triggers()).containsExactlyInAnyOrderElementsOf(triggers);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
