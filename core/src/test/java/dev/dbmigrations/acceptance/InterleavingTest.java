package dev.dbmigrations.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.embedded.testkit.TestDatabase;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.Step;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One row of a table that is copied, and a client that changes it: whichever of the two begins and ends first, the second
 * table ends up with what the first one has, and nobody waits for the other.
 */
class InterleavingTest {
    private static final List<String> DEEDS = List.of(
            "INSERT INTO t VALUES (1, 'inserted', 10) ON CONFLICT (id) DO UPDATE SET word = 'upserted'",
            "UPDATE t SET word = NULL, place = place + 100 WHERE id IN (1, 5)",
            "UPDATE t SET id = 6 - id WHERE id IN (1, 5)",
            "DELETE FROM t WHERE id IN (1, 5)",
            "TRUNCATE t");

    @TempDir
    Path folder;

    private TestDatabase database;
    private Plan plan;

    @BeforeEach
    void layOut() throws Exception {
        database = TestPostgres.server(18).fresh();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, word text DEFAULT 'given', place int UNIQUE)");
        Project project = new Project(database.url(), folder, Options.Gates.CLOSED);
        project.write("V1__wider", "-- db-migrations: strategy=blue-green\nALTER TABLE t ALTER COLUMN id TYPE bigint;");
        try (Migrator migrator = project.migrator()) {
            plan = migrator.plan(migrator.pending(Until.THE_END)).getFirst();
        }
    }

    @AfterEach
    void clearAway() throws Exception {
        database.close();
    }

    @Test
    void mustNotFail03_04_05_aCopiedRowAndItsClientMayComeInAnyOrder() throws Exception {
        for (String first : DEEDS) {
            for (String second : DEEDS) {
                for (List<Event> order : merged(client(first, second), copy())) {
                    play(order);
                }
            }
        }
    }

    @Test
    void mustNotFail29_afterTheSwitchBothTablesAreEqualAtEveryInstant() throws Exception {
        try (Connection client = connection()) {
            reset(client);
            script(client, "INSERT INTO t VALUES (7, 'seven', 70)");
            copied(client);
            for (String first : DEEDS) {
                for (String second : DEEDS) {
                    script(client, first, second, "INSERT INTO t (id, place) VALUES (8, 80) ON CONFLICT DO NOTHING");
                    assertThat(rows(client, "t_new")).as(first + "; " + second).isEqualTo(rows(client, "t"));
                }
            }
        }
    }

    private enum Who {
        COPIER,
        CLIENT
    }

    /**
     * @param sql is run; a commit when it is empty
     */
    private record Event(Who who, String sql) {}

    private static List<Event> client(String... deeds) {
        List<Event> events = new ArrayList<>();
        for (String deed : deeds) {
            events.add(new Event(Who.CLIENT, deed));
            events.add(new Event(Who.CLIENT, ""));
        }
        return events;
    }

    private List<Event> copy() {
        return List.of(new Event(Who.COPIER, batch()), new Event(Who.COPIER, ""));
    }

    private String batch() {
        return plan.steps()
                .filter(Step.MoveRows.class::isInstance)
                .map(s -> ((Step.MoveRows) s).work().batch("id <= 1000"))
                .findFirst()
                .orElseThrow();
    }

    /** Every way in which the two may take turns; a client that empties the table waits for who reads it, as it always does. */
    private static List<List<Event>> merged(List<Event> one, List<Event> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return List.of(one.isEmpty() ? other : one);
        }
        List<List<Event>> all = new ArrayList<>();
        for (List<Event> rest : merged(one.subList(1, one.size()), other)) {
            all.add(begunWith(one.getFirst(), rest));
        }
        for (List<Event> rest : merged(one, other.subList(1, other.size()))) {
            all.add(begunWith(other.getFirst(), rest));
        }
        return all.stream().filter(order -> !waitsByItsNature(order)).toList();
    }

    private static List<Event> begunWith(Event first, List<Event> rest) {
        List<Event> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        return order;
    }

    private static boolean waitsByItsNature(List<Event> order) {
        boolean copying = false;
        boolean emptying = false;
        for (Event event : order) {
            boolean empties = event.sql().startsWith("TRUNCATE");
            boolean copies = event.who() == Who.COPIER && !event.sql().isEmpty();
            if ((copying && empties) || (emptying && copies)) {
                return true;
            }
            copying = event.who() == Who.COPIER ? copies : copying;
            emptying = event.who() == Who.CLIENT ? empties : emptying;
        }
        return false;
    }

    private void play(List<Event> order) throws SQLException {
        try (Connection client = connection();
                Connection copier = connection()) {
            reset(client);
            client.setAutoCommit(false);
            copier.setAutoCommit(false);
            for (Event event : order) {
                Connection connection = event.who() == Who.COPIER ? copier : client;
                if (event.sql().isEmpty()) {
                    connection.commit();
                } else {
                    script(connection, "SET LOCAL lock_timeout = '2s'", event.sql());
                }
            }
            client.setAutoCommit(true);
            caughtUp(client);
            assertThat(rows(client, "t_new")).as(order.toString()).isEqualTo(rows(client, "t"));
        }
    }

    private void reset(Connection connection) throws SQLException {
        script(connection, "TRUNCATE t");
        if (!rows(connection, "pg_class WHERE relname = 't_new'").isEmpty()) {
            Step create = plan.steps().findFirst().orElseThrow();
            if (create.facts().undo() instanceof dev.dbmigrations.plan.Undo.Run undo) {
                script(connection, undo.sql().toArray(String[]::new));
            }
        }
        script(connection, "INSERT INTO t VALUES (1, 'one', 1), (2, 'two', 2)");
        Step.RunSql create = (Step.RunSql) plan.steps().findFirst().orElseThrow();
        script(connection, create.sql().toArray(String[]::new));
    }

    private void copied(Connection connection) throws SQLException {
        script(connection, batch());
        caughtUp(connection);
    }

    /** Every step behind the copy, up to the switch. */
    private void caughtUp(Connection connection) throws SQLException {
        for (Step step : plan.steps().toList()) {
            if (step instanceof Step.RunSql build && build.facts().title().startsWith("build")) {
                script(connection, build.sql().toArray(String[]::new));
            }
            if (step instanceof Step.CatchUp catchUp) {
                List<String> sql = new ArrayList<>(List.of("BEGIN"));
                catchUp.last()
                        .ifPresentOrElse(
                                last -> sql.addAll(last.lock()),
                                () -> sql.addAll(catchUp.replay().freshly()));
                sql.addAll(catchUp.replay().replay());
                catchUp.last().ifPresent(last -> sql.addAll(last.sql()));
                sql.add("COMMIT");
                script(connection, sql.toArray(String[]::new));
            }
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url());
    }

    private static void script(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT q::text FROM (SELECT * FROM " + table + ") q ORDER BY 1")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
