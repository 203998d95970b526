package dev.dbmigrations.embedded;

import java.sql.SQLException;

/** What we ask of a running server, each question through a connection of its own. */
interface Administration {

    /** The address of one of its databases, with the user; there is no password. */
    String url(String database);

    /** The server's version, for example {@code 18.6}; proves that it accepts connections, and makes a database. */
    String versionWith(String database) throws SQLException;

    /** Creates a database unless there is one of that name. */
    void createDatabase(String name) throws SQLException;

    /** Whether anybody but us is connected; yes if that cannot be found out. */
    boolean hasOtherClients();
}
