package dev.dbmigrations.database.mysql;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has been read of one table so far. Not thread-safe. */
final class TableParts {
    final TableName name;
    final Table.Kind kind;
    final Table.Storage storage;
    final ShowCreate text;
    Size size;
    final List<Column> columns = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<Constraint> constraints = new ArrayList<>();
    final List<Table.Reference> references = new ArrayList<>();
    final List<Dependent> dependents = new ArrayList<>();
    final List<String> triggers = new ArrayList<>();

    TableParts(TableName name, Table.Kind kind, Table.Storage storage, Size size, ShowCreate text) {
        this.name = name;
        this.kind = kind;
        this.storage = storage;
        this.size = size;
        this.text = text;
    }

    /** Checks are only in the text; MariaDB has them on columns too, where they go and come with the column. */
    void addChecks(MySqlNames names) {
        for (Map.Entry<String, String> entry : text.constraints().entrySet()) {
            String definition = entry.getValue();
            if (definition.startsWith("CHECK ")) {
                List<String> mentioned = columns.stream()
                        .map(Column::name)
                        .filter(c -> !names.renameColumn(definition, c, "db_migrations_nowhere")
                                .equals(definition))
                        .toList();
                constraints.add(
                        new Constraint(entry.getKey(), Constraint.Kind.CHECK, mentioned, definition, true, null));
            }
        }
    }

    Table table() {
        Table.Surroundings around = new Table.Surroundings(size, false, references, dependents, triggers);
        return new Table(name, kind, columns, indexes, constraints, around, storage);
    }
}
