package dev.dbmigrations.corpus;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Migrator.Until;
import dev.dbmigrations.Options;
import dev.dbmigrations.Options.Accepted;
import dev.dbmigrations.Options.Batches;
import dev.dbmigrations.Options.Gates;
import dev.dbmigrations.Outcome;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.execute.RunListener;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.plan.PlanningOptions.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A case at its beginning: its tables and rows in a database of their own, its migration in a folder, as users have it. */
final class Trial implements AutoCloseable {
    private static final Duration LOCK_WAIT = Duration.ofMillis(200);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);
    private static final Accepted EVERYTHING = new Accepted(true, true, true);

    private final Stage stage;
    private final String database;
    private final Path folder;

    Trial(Stage stage, String database) {
        this.stage = stage;
        this.database = database;
        try {
            this.folder = Files.createTempDirectory("corpus");
            Files.writeString(file(), stage.question().text("migration.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("V1__case.sql");
    }

    CorpusCase question() {
        return stage.question();
    }

    Connection connection() {
        try {
            return DriverManager.getConnection(stage.url(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Statement by statement, each committing by itself, as a database client runs a file. */
    void run(String script) {
        stage.run(database, script);
    }

    /** Every row of the answer, as the server writes rows. */
    List<String> ask(String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = stage.plainConnection(database);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT q::text FROM (" + query.replaceFirst(";\\s*$", "") + ") q")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    Picture picture() {
        try (Connection connection = stage.plainConnection(database)) {
            return Picture.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Migrator open(Gates gates) {
        return Migrator.open(new Options(
                login(),
                new Options.Files(List.of(folder), folder, Options.OutOfOrder.REFUSE),
                new PlanningOptions(question().small(), Clients.MAY_BE_CONNECTED, LOCK_WAIT),
                new Options.Running(gates, LOCK_PATIENCE, Batches.DEFAULT, EVERYTHING)));
    }

    Login login() {
        return new Login(stage.url(database), "", () -> "", Map.of());
    }

    Plan plan() {
        try (Migrator migrator = open(Gates.CLOSED)) {
            return migrator.plan(migrator.pending(Until.THE_END)).getFirst();
        }
    }

    Outcome up(Gates gates, RunListener listener) {
        try (Migrator migrator = open(gates)) {
            return migrator.up(Until.THE_END, listener);
        }
    }

    Outcome complete(RunListener listener) {
        try (Migrator migrator = open(Gates.CLOSED)) {
            return migrator.complete(Optional.empty(), listener);
        }
    }

    Outcome down() {
        try (Migrator migrator = open(Gates.CLOSED)) {
            return migrator.down(Migrator.Back.ONE, RunListener.SILENT);
        }
    }

    /** Up to the gate, and through it. */
    void toTheEnd(RunListener listener) {
        if (up(Gates.CLOSED, listener).waiting().isPresent()) {
            complete(listener);
        }
    }

    /** Ends every session of the database but the one that does it, as a crash of all clients would. */
    void cutAllConnections() {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    }

    @Override
    public void close() {
        stage.drop(database);
        try {
            Files.delete(file());
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
