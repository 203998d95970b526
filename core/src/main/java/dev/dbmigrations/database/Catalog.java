package dev.dbmigrations.database;

import dev.dbmigrations.schema.Inventory;
import dev.dbmigrations.schema.Schema;
import dev.dbmigrations.schema.TableName;
import java.util.Collection;

/** The live catalog, read as data. */
public interface Catalog {

    /** Where names written without a schema are looked up. */
    String defaultSchema();

    /**
     * The named relations that exist, with everything that reads or references them. Names without a schema are resolved as
     * the server would. Also resolves names of indexes: their tables are included; so are those that a partition is part of.
     *
     * @throws DatabaseFailure.LockNotGranted when somebody is changing one of them just now, and has been for two seconds
     */
    Schema read(Collection<TableName> names);

    /** Everything in the default schema and all other user schemas. */
    Schema readAll();

    /** A digest of the definitions (not the sizes) of the tables: equal as long as nobody changes them. */
    String fingerprint(Schema schema);

    /** All that users have made, object by object, in a number of queries that does not grow with it; without our own tables. */
    Inventory inventory();
}
