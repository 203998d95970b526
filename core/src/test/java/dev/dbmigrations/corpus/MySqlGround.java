package dev.dbmigrations.corpus;

import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.database.mysql.MySqlVendor;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import dev.dbmigrations.embedded.testkit.TestMySql;
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

/**
 * MySQL or MariaDB. A database cannot be copied there, so each is laid out anew, with the clock stopped. A case has files of its
 * own for these servers, {@code rows.mysql.sql} beside {@code rows.sql}; what a whole topic shares stands beside its cases.
 */
record MySqlGround(TestServer server, int major) implements Ground {
    private static final String CLOCK = "SET timestamp = 1700000000;\n";

    /** What the guide says of the product's sessions; triggers and routines keep the mode they are made in. */
    private static final String MODE =
            "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    private static final List<Ground> MARIADB =
            List.of(new MySqlGround(TestMariaDb.server("10.11"), 10), new MySqlGround(TestMariaDb.server("11.4"), 11));
    private static final List<Ground> MYSQL = List.of(new MySqlGround(TestMySql.server("8.0"), 8));

    static List<Ground> all() {
        return Stream.concat(MARIADB.stream(), MYSQL.stream()).toList();
    }

    @Override
    public String product() {
        return server.vendor();
    }

    @Override
    public List<Ground> relatives() {
        return product().equals("mysql") ? MYSQL : MARIADB;
    }

    @Override
    public Vendor vendor() {
        return new MySqlVendor();
    }

    @Override
    public Stream<CorpusCase> cases() {
        return CorpusCase.ofMySqlFamily().stream();
    }

    @Override
    public CorpusCase.Role role(String name) {
        int dot = name.lastIndexOf('.');
        String own = name.substring(0, dot) + ".mysql" + name.substring(dot);
        return new CorpusCase.Role(List.of(own, "../" + own, "../../" + own));
    }

    @Override
    public List<String> names() {
        return List.of(product(), product() + "-" + major);
    }

    @Override
    public void layOut(String database, CorpusCase question) {
        run("", "CREATE DATABASE " + database + " DEFAULT CHARACTER SET utf8mb4");
        try (Connection connection = plainConnection(database)) {
            run(connection, CLOCK + question.text(role("schema.sql")) + "\n" + question.text(role("rows.sql")));
            List<String> tables = ask(
                    connection,
                    "SELECT concat('`', replace(table_name, '`', '``'), '`') FROM information_schema.tables"
                            + " WHERE table_schema = database() AND table_type = 'BASE TABLE'");
            if (!tables.isEmpty()) {
                run(connection, "ANALYZE TABLE " + String.join(", ", tables));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(question + " on " + server.label() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void copy(String database, String copy, CorpusCase question) {
        layOut(copy, question);
    }

    @Override
    public void drop(String database) {
        cutAllConnections(database);
        run("", "DROP DATABASE IF EXISTS " + database);
    }

    @Override
    public String url(String database) {
        return server.url(database);
    }

    @Override
    public Connection plainConnection(String database) throws SQLException {
        Connection connection = DriverManager.getConnection(url(database));
        try (Statement statement = connection.createStatement()) {
            statement.execute(MODE);
        }
        return connection;
    }

    @Override
    public Picture picture(Connection connection) throws SQLException {
        return MySqlPicture.of(connection);
    }

    @Override
    public List<String> ask(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" | ", columns));
            }
        }
        return rows;
    }

    @Override
    public void cutAllConnections(String database) {
        try (Connection connection = plainConnection("")) {
            for (String id :
                    ask(connection, "SELECT id FROM information_schema.processlist WHERE db = '" + database + "'")) {
                end(connection, id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that has ended by itself is no matter. */
    private static void end(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("KILL CONNECTION " + id);
        } catch (SQLException gone) {
            if (gone.getErrorCode() != 1094) {
                throw gone;
            }
        }
    }

    @Override
    public String patience() {
        return "SET SESSION lock_wait_timeout = 3, innodb_lock_wait_timeout = 3";
    }

    @Override
    public String numberPlaceholder() {
        return "?";
    }

    /** A table that is rebuilt has another number in the engine. */
    @Override
    public Map<String, String> files(Session session, Size small) {
        String innodb = product().equals("mysql") ? "innodb_tables" : "innodb_sys_tables";
        Map<String, String> files = new TreeMap<>();
        session.query(
                        "SELECT concat(t.table_name, ' ', i.table_id) FROM information_schema.tables t JOIN"
                                + " information_schema." + innodb
                                + " i ON i.name = concat(t.table_schema, '/', t.table_name)"
                                + " WHERE t.table_schema = database() AND t.table_type = 'BASE TABLE' AND t.table_rows > "
                                + small.rows(),
                        row -> row.text(1).split(" "))
                .forEach(row -> files.put(row[0], row[1]));
        return files;
    }

    /** These servers rebuild a table while rows are written, if they are told to; as for the others, they were told not to. */
    @Override
    public boolean isWrittenUnderLock(List<String> sql) {
        return sql.stream().anyMatch(s -> s.contains("ALGORITHM=INSTANT") || s.contains("ALGORITHM=NOCOPY"));
    }
}
