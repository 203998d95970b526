package dev.dbmigrations.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a table has under a name of its own.
 *
 * @param kind what it is
 * @param table whose it is
 * @param name as stored
 * @param columns that it is about
 * @param definition what it is, as far as rows depend on it
 */
public record SchemaObject(Kind kind, TableName table, String name, List<String> columns, String definition) {

    /** What a table can have. */
    public enum Kind {
        COLUMN("column"),
        INDEX("index"),
        CONSTRAINT("constraint"),
        TRIGGER("trigger");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public SchemaObject {
        columns = List.copyOf(columns);
    }

    /** Everything that tables have, of which others could make more or less; indexes of constraints count with those. */
    public static List<SchemaObject> of(Schema schema) {
        List<SchemaObject> objects = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            table.columns()
                    .forEach(c -> objects.add(
                            new SchemaObject(Kind.COLUMN, table.name(), c.name(), List.of(c.name()), c.type())));
            table.indexes().stream()
                    .filter(i -> !i.belongsToConstraint())
                    .forEach(i -> objects.add(new SchemaObject(
                            Kind.INDEX,
                            table.name(),
                            i.name(),
                            i.keyColumns(),
                            i.shape().definition())));
            table.constraints()
                    .forEach(c -> objects.add(
                            new SchemaObject(Kind.CONSTRAINT, table.name(), c.name(), c.columns(), c.definition())));
            table.surroundings()
                    .triggers()
                    .forEach(t -> objects.add(new SchemaObject(Kind.TRIGGER, table.name(), t, List.of(), "")));
        }
        return objects;
    }

    /** Whether both go by the same name. */
    public boolean isNamesakeOf(SchemaObject other) {
        return kind == other.kind && table.equals(other.table) && name.equals(other.name);
    }

    @Override
    public String toString() {
        return kind.word() + " " + name + " of " + table;
    }
}
