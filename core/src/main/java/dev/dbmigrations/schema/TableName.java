package dev.dbmigrations.schema;

/**
 * The name of a table or other relation, exactly as the catalog stores it (already folded, never quoted).
 *
 * @param schema the schema, or empty when the name was written without one and the search path decides
 * @param name the relation's own name
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    public static TableName of(String schema, String name) {
        return new TableName(schema, name);
    }

    public static TableName unqualified(String name) {
        return new TableName("", name);
    }

    public boolean isQualified() {
        return !schema.isEmpty();
    }

    public TableName inSchema(String defaultSchema) {
        return isQualified() ? this : new TableName(defaultSchema, name);
    }

    public TableName named(String newName) {
        return new TableName(schema, newName);
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return isQualified() ? schema + "." + name : name;
    }
}
