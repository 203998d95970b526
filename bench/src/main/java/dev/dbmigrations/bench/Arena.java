package dev.dbmigrations.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A server of the benchmark's own, with a table {@code orders} that each contestant finds as the first one did. */
interface Arena extends AutoCloseable {

    /** What runs, with its version. */
    String title();

    /** For what is needed on the way; gone with the server. */
    Path folder();

    /** Puts the table back to what it was, written to disk and read into memory. */
    void restore() throws Exception;

    /** For the driver. */
    String url();

    /** For the program under test. */
    String programUrl();

    /** The statement as a developer would write it. */
    String migration();

    /** Those who compete on such a server, the blocking statement first. */
    List<Contestant> contestants();

    /** The declared type of {@code orders.quantity}, in lower case. */
    String type() throws SQLException;

    /** Of the table with its indexes and whatever else lies in the database, in megabytes. */
    double megabytes() throws SQLException;

    /** The number of the server's first process. */
    long process();

    Foreground foreground();

    /** Asks in milliseconds how long the foreground's longest waiting statement has been waiting for a lock. */
    String longestWait();

    @Override
    void close();
}
