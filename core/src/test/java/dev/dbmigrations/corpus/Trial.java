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
import java.sql.SQLException;
import java.time.Duration;
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
            Files.writeString(file(), where().text("migration.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("V1__case.sql");
    }

    OnServer where() {
        return stage.where();
    }

    CorpusCase question() {
        return stage.question();
    }

    private Ground ground() {
        return stage.ground();
    }

    Connection connection() {
        try {
            return DriverManager.getConnection(ground().url(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Statement by statement, each committing by itself, as a database client runs a file. */
    void run(String script) {
        ground().run(database, script);
    }

    /** Every row of the answer, as the server writes rows. */
    List<String> ask(String query) {
        try (Connection connection = ground().plainConnection(database)) {
            return ground().ask(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Picture picture() {
        try (Connection connection = ground().plainConnection(database)) {
            return ground().picture(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Migrator open(Gates gates) {
        return Migrator.open(new Options(
                login(),
                new Options.Files(List.of(folder), folder, Options.OutOfOrder.REFUSE),
                new PlanningOptions(where().small(), Clients.MAY_BE_CONNECTED, LOCK_WAIT).at(where().pace()),
                new Options.Running(gates, LOCK_PATIENCE, Batches.DEFAULT, EVERYTHING, Optional.of(Duration.ZERO))));
    }

    Login login() {
        return new Login(ground().url(database), "", () -> "", Map.of());
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
        ground().cutAllConnections(database);
    }

    @Override
    public void close() {
        ground().drop(database);
        try {
            Files.delete(file());
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
