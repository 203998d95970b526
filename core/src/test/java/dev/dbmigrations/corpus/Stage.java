package dev.dbmigrations.corpus;

import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A case laid out once, as a database from which all others of its tests are copied: the same rows to the last timestamp.
 * What several tests want to know of it is found out once, too.
 */
final class Stage implements AutoCloseable {
    private static final AtomicInteger STAGES = new AtomicInteger();
    private final OnServer where;
    private final String name = "corpus_" + STAGES.incrementAndGet();
    private final AtomicInteger trials = new AtomicInteger();
    private @Nullable Picture naiveEnd;
    private @Nullable Journey journey;

    private Stage(OnServer where) {
        this.where = where;
    }

    static Stage of(OnServer where) {
        Stage stage = new Stage(where);
        stage.administer("CREATE DATABASE " + stage.name + " TEMPLATE template0");
        stage.run(stage.name, where.question().text("schema.sql"));
        stage.run(stage.name, where.question().text("rows.sql"));
        stage.run(stage.name, "ANALYZE");
        return stage;
    }

    OnServer where() {
        return where;
    }

    CorpusCase question() {
        return where.question();
    }

    /** The case in a database of its own, before anything has happened. */
    Trial trial() {
        String copy = name + "_" + trials.incrementAndGet();
        administer("CREATE DATABASE " + copy + " TEMPLATE " + name);
        return new Trial(this, copy);
    }

    /** Where the naive migration leads. */
    synchronized Picture naiveEnd() {
        if (naiveEnd == null) {
            try (Trial scratch = trial()) {
                scratch.run(question().naive());
                naiveEnd = scratch.picture();
            }
        }
        return naiveEnd;
    }

    synchronized Journey journey() {
        if (journey == null) {
            journey = Journey.make(this);
        }
        return journey;
    }

    String url(String database) {
        return TestPostgres.server(where.major()).url(database);
    }

    /** With the driver sending each text as it is. */
    Connection plainConnection(String database) throws SQLException {
        String url = url(database);
        return DriverManager.getConnection(url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple");
    }

    /** Statement by statement, each committing by itself, as a database client runs a file. */
    void run(String database, String script) {
        try (Connection connection = plainConnection(database);
                Statement statement = connection.createStatement()) {
            for (Piece piece : Splitter.split(script, PostgresLexicalRules.RULES, "script")) {
                if (piece.isStatement()) {
                    statement.execute(piece.statement());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(where + ": " + e.getMessage() + "\n" + script, e);
        }
    }

    void drop(String database) {
        administer("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private void administer(String sql) {
        run("postgres", sql);
    }

    @Override
    public void close() {
        drop(name);
    }
}
