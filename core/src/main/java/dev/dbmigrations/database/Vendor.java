package dev.dbmigrations.database;

import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.StarterSql;
import dev.dbmigrations.parse.StatementParser;

/**
 * One kind of server, as the only thing the rest of the program sees of it. Discovered on the class path.
 */
public interface Vendor {

    /** What users call it, for example {@code postgresql}. */
    String id();

    /** Whether a JDBC URL is for this kind of server. */
    boolean speaks(String jdbcUrl);

    /**
     * Connects.
     *
     * @throws dev.dbmigrations.MigrationException when there is no way in
     */
    Database connect(Login login);

    /** The dialect of a major version, for work without a server. */
    Dialect dialect(int majorVersion);

    LexicalRules lexicalRules();

    StatementParser parser();

    Bookkeeping bookkeeping();

    /** How the statements of newly created migrations are written. */
    StarterSql starterSql();
}
