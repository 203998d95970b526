package dev.dbmigrations.database;

import dev.dbmigrations.dialect.Bookkeeping;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.dialect.StarterSql;
import dev.dbmigrations.dialect.Survey;
import dev.dbmigrations.parse.StatementParser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of server, as the only thing the rest of the program sees of it. Discovered on the class path.
 */
public interface Vendor {

    /** What users call it, for example {@code postgresql}. */
    String id();

    /** What users call the products it speaks with: its own id, and those of its relatives. */
    Set<String> products();

    /** Whether a JDBC URL is for this kind of server. */
    boolean speaks(String jdbcUrl);

    /**
     * Connects.
     *
     * @throws dev.dbmigrations.MigrationException when there is no way in
     */
    Database connect(Login login);

    /** Settings of the driver for what the variables of an environment ask of its clients' sessions; most often none. */
    Map<String, String> sessionSettings(Map<String, String> environment);

    /** The dialect of a major version, for work without a server. */
    Dialect dialect(int majorVersion);

    /**
     * The dialect of a release, for work without a server.
     *
     * @param product one of its {@link #products()}
     * @param release as users write it, for example {@code 17} or {@code 11.4}
     * @return empty where that is no release this program knows
     */
    Optional<Dialect> dialect(String product, String release);

    /** The releases of a product that this program knows, in words. */
    String releases(String product);

    /** Where names without a schema are looked for when nobody says otherwise. */
    String usualSchema();

    LexicalRules lexicalRules();

    StatementParser parser();

    Bookkeeping bookkeeping();

    /** How the statements of newly created migrations are written. */
    StarterSql starterSql();

    /** How its own program writes a whole database into a file. */
    DumpProgram dumpProgram();

    /** What to ask a server of that version before anything runs on it. */
    Survey survey(ServerVersion version);
}
