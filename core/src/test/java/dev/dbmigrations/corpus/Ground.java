package dev.dbmigrations.corpus;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Splitter;
import dev.dbmigrations.schema.Size;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server of the corpus, and how cases are laid out, looked at and disturbed there without the product. */
interface Ground {

    /** In the order in which they write goldens: the newest of each product last. */
    static List<Ground> all() {
        return Stream.concat(PostgresGround.all().stream(), MySqlGround.all().stream())
                .toList();
    }

    TestServer server();

    /** As goldens are named: {@code postgres}, {@code mariadb} or {@code mysql}. */
    String product();

    int major();

    /** Those of the same product, this one among them. */
    List<Ground> relatives();

    Vendor vendor();

    /** The cases that are tried here. */
    Stream<CorpusCase> cases();

    /** Where the author's file of that name is, {@code migration.sql} for example. */
    CorpusCase.Role role(String name);

    /** How the options of a case call this server. */
    List<String> names();

    /** Makes a database with the tables and rows of a case. */
    void layOut(String database, CorpusCase question);

    /** Makes another that has the same. */
    void copy(String database, String copy, CorpusCase question);

    void drop(String database);

    String url(String database);

    /** With the driver sending each text as it is. */
    Connection plainConnection(String database) throws SQLException;

    Picture picture(Connection connection) throws SQLException;

    /** Every row of an answer as one text. */
    List<String> ask(Connection connection, String query) throws SQLException;

    /** Ends every session of the database but the one that does it, as a crash of all clients would. */
    void cutAllConnections(String database);

    /** What a client says first, so that only a broken promise makes it wait for too long. */
    String patience();

    /** A whole number that is set by the client. */
    String numberPlaceholder();

    /** What large tables are stored in, by what it belongs to. */
    Map<String, String> files(Session session, Size small);

    /** Whether a step that leaves other files than there were has kept clients out meanwhile. */
    boolean isWrittenUnderLock(List<String> sql);

    /** Statement by statement, each committing by itself, as a database client runs a file. */
    default void run(String database, String script) {
        try (Connection connection = plainConnection(database)) {
            run(connection, script);
        } catch (SQLException e) {
            throw new IllegalStateException(server().label() + ": " + e.getMessage() + "\n" + script, e);
        }
    }

    default void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Piece piece : Splitter.split(script, vendor().lexicalRules(), "script")) {
                if (piece.isStatement()) {
                    statement.execute(piece.statement());
                }
            }
        }
    }
}
