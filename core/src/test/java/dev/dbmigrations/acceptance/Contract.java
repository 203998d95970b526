package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import java.util.Set;

/** What the promises have to be told of a server: everything in which servers may differ. */
interface Contract {

    Place place();

    Speech speech();

    /** What the server can do. */
    Set<Capability> capabilities();

    default boolean can(Capability capability) {
        return capabilities().contains(capability);
    }

    /** How often processes are killed in each direction. */
    int kills();
}
