package dev.dbmigrations.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A MariaDB or MySQL server that listens on this port and serves this folder, asked as its superuser. */
record MysqlAdministration(Product product, int port, Path data) implements Administration {
    /** The superuser of every embedded server; connections from this machine need no password. */
    private static final String SUPERUSER = "root";

    /** For other users, who have a password: MySQL 8 takes it only encrypted. */
    private static final String PASSWORD_LOGIN = "&allowPublicKeyRetrieval=true";

    private static final String OTHER_CLIENTS = """
            SELECT count(*) FROM information_schema.processlist
            WHERE id <> connection_id() AND command <> 'Daemon' AND user NOT IN ('system user', 'event_scheduler')
            """;

    @Override
    public String url(String database) {
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/" + name + "?user=" + SUPERUSER;
        return product == Product.MYSQL ? url + PASSWORD_LOGIN : url;
    }

    /** Makes sure that it is our server and no other that was faster to take the port. */
    @Override
    public String versionWith(String database) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Path served = Path.of(ask(statement, "SELECT @@datadir"));
            if (!served.equals(data)) {
                throw new SQLException("another server answers at port " + port + ": the one of " + served);
            }
            create(statement, database);
            return ask(statement, "SELECT version()").replaceFirst("-.*", "");
        }
    }

    @Override
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            create(statement, name);
        }
    }

    @Override
    public boolean hasOtherClients() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return !ask(statement, OTHER_CLIENTS).equals("0");
        } catch (SQLException e) {
            return true;
        }
    }

    private static void create(Statement statement, String database) throws SQLException {
        statement.execute("CREATE DATABASE IF NOT EXISTS `" + database.replace("`", "``") + "`");
    }

    private static String ask(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(""));
    }
}
