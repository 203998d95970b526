package dev.dbmigrations.analyze;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.schema.Schema;

/** What the tables look like after a change. */
@FunctionalInterface
public interface SchemaEvolution {

    /** Nothing ever changes: every statement is judged by the tables as they are now. */
    SchemaEvolution NONE = (schema, change) -> schema;

    Schema after(Schema schema, Change change);
}
