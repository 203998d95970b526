package dev.dbmigrations.database.postgres;

import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Constraint;
import dev.dbmigrations.schema.Dependent;
import dev.dbmigrations.schema.Index;
import dev.dbmigrations.schema.Size;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import dev.dbmigrations.schema.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A relation while its parts come in from one query after the other. */
final class RelationParts {

    /**
     * @param used whether the column's default or identity draws from it
     */
    record Sequence(TableName name, boolean used) {}

    final long oid;
    final TableName name;
    final Table.Kind kind;

    /** By number of the column; the one that is drawn from wins. */
    final Map<Long, Sequence> sequences = new HashMap<>();

    /** By number, as indexes know them; 0 stands for an expression. */
    final Map<String, String> columnNames = new HashMap<>();

    final List<Column> columns = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<Constraint> constraints = new ArrayList<>();
    final List<Table.Reference> references = new ArrayList<>();
    final List<Dependent> dependents = new ArrayList<>();
    final List<String> triggers = new ArrayList<>();
    final List<View> views = new ArrayList<>();

    RelationParts(long oid, TableName name, Table.Kind kind) {
        this.oid = oid;
        this.name = name;
        this.kind = kind;
    }

    static Table.Kind kind(String relkind, boolean partition) {
        return switch (relkind) {
            case "p" -> Table.Kind.PARTITIONED;
            case "v" -> Table.Kind.VIEW;
            case "m" -> Table.Kind.MATERIALIZED_VIEW;
            case "f" -> Table.Kind.FOREIGN;
            default -> partition ? Table.Kind.PARTITION : Table.Kind.TABLE;
        };
    }

    /** The rows come sorted, one for each column used. */
    void addDependent(String readerKind, String reader, List<String> column) {
        if (!dependents.isEmpty()) {
            Dependent last = dependents.getLast();
            if (last.kind().equals(readerKind) && last.name().equals(reader)) {
                List<String> more = new ArrayList<>(last.columns());
                more.addAll(column);
                dependents.set(dependents.size() - 1, new Dependent(readerKind, reader, more));
                return;
            }
        }
        dependents.add(new Dependent(readerKind, reader, column));
    }

    Table table(Size size) {
        return new Table(
                name,
                kind,
                columns,
                indexes,
                constraints,
                new Table.Surroundings(size, false, references, dependents, triggers, views));
    }
}
