package dev.dbmigrations.corpus;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.database.postgres.PostgresVendor;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import dev.dbmigrations.embedded.testkit.TestServer;
import dev.dbmigrations.schema.Size;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** PostgreSQL of a major version, where a database is copied as it is, to the last timestamp. */
record PostgresGround(int major) implements Ground {
    private static final List<Ground> ALL = List.of(new PostgresGround(14), new PostgresGround(18));

    static List<Ground> all() {
        return ALL;
    }

    @Override
    public TestServer server() {
        return TestPostgres.server(major);
    }

    @Override
    public String product() {
        return "postgres";
    }

    @Override
    public List<Ground> relatives() {
        return ALL;
    }

    @Override
    public Vendor vendor() {
        return new PostgresVendor();
    }

    @Override
    public Stream<CorpusCase> cases() {
        return CorpusCase.all().stream().filter(c -> c.isOn(major));
    }

    @Override
    public CorpusCase.Role role(String name) {
        return new CorpusCase.Role(List.of(name));
    }

    @Override
    public List<String> names() {
        return List.of(String.valueOf(major));
    }

    @Override
    public void layOut(String database, CorpusCase question) {
        run("postgres", "CREATE DATABASE " + database + " TEMPLATE template0");
        run(database, question.text("schema.sql"));
        run(database, question.text("rows.sql"));
        run(database, "ANALYZE");
    }

    @Override
    public void copy(String database, String copy, CorpusCase question) {
        run("postgres", "CREATE DATABASE " + copy + " TEMPLATE " + database);
    }

    @Override
    public void drop(String database) {
        run("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    @Override
    public String url(String database) {
        return server().url(database);
    }

    @Override
    public Connection plainConnection(String database) throws SQLException {
        String url = url(database);
        return DriverManager.getConnection(url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple");
    }

    @Override
    public Picture picture(Connection connection) throws SQLException {
        return PostgresPicture.of(connection);
    }

    @Override
    public List<String> ask(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT q::text FROM (" + query.replaceFirst(";\\s*$", "") + ") q")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Override
    public void cutAllConnections(String database) {
        run(
                database,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid()");
    }

    @Override
    public String patience() {
        return "SET lock_timeout = '3s'; SET statement_timeout = '4s'";
    }

    @Override
    public String numberPlaceholder() {
        return "?::bigint";
    }

    @Override
    public Map<String, String> files(Session session, Size small) {
        Map<String, String> files = new TreeMap<>();
        session.query(
                        "SELECT c.oid || ' ' || c.relname || ' ' || c.relfilenode FROM pg_class t"
                                + " LEFT JOIN pg_index i ON i.indrelid = t.oid"
                                + " JOIN pg_class c ON c.oid = t.oid OR c.oid = i.indexrelid"
                                + " WHERE t.relkind IN ('r', 'm') AND t.relnamespace = 'public'::regnamespace"
                                + " AND t.reltuples > " + small.rows(),
                        row -> row.text(1).split(" "))
                .forEach(row -> files.put(row[0] + " (" + row[1] + ")", row[2]));
        return files;
    }

    @Override
    public boolean isWrittenUnderLock(List<String> sql) {
        return true;
    }
}
