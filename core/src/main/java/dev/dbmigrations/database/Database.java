package dev.dbmigrations.database;

import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Oracle;
import java.util.List;
import java.util.Optional;

/**
 * One live database. Opens sessions and answers questions about the server.
 *
 * <p>Thread-safe; its sessions are not.
 */
public interface Database extends AutoCloseable {

    Dialect dialect();

    /**
     * Opens a connection of its own.
     *
     * @param purpose shown to the server's operators, for example {@code db-migrations up}
     * @throws dev.dbmigrations.MigrationException when the server cannot be reached or refuses the login: code DBM-80xx, and
     *     retryable where it may pass
     */
    Session open(String purpose);

    Catalog catalog();

    /** Asks the server on empty clones; needs nothing but the right to create temporary tables. */
    Oracle oracle();

    Monitor monitor();

    @Override
    void close();

    /** What a server tells about the others who use it. */
    interface Monitor {

        /** Who holds or waits before the locks that the session of this id waits for; empty when nobody does. */
        List<Blocker> blockersOf(long sessionId);

        /** Who has a lock on the table that a schema change would wait for. */
        List<Blocker> holdersOf(dev.dbmigrations.schema.TableName table);

        /**
         * Ends a session that has a lock on the table, if that does no harm: not one that changes a schema or has locked a
         * table on purpose, none of the server's own or of a replica, none whose work would take long to be undone.
         *
         * @return why it was left alone; empty when it was ended
         */
        Optional<String> end(Blocker blocker, dev.dbmigrations.schema.TableName table);

        /** What the server tells about its load. */
        Gauges gauges();

        /** Facts that decide whether we can work here at all. */
        Standing standing();
    }

    /**
     * @param readOnly whether the server is a replica or set to read only
     * @param pooled whether a transaction pooler seems to stand between
     * @param user who we are there
     */
    record Standing(boolean readOnly, boolean pooled, String user) {}
}
