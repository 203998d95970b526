package dev.dbmigrations.project.starter;

import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.StarterSql;
import dev.dbmigrations.project.starter.Intent.AddColumns;
import dev.dbmigrations.project.starter.Intent.AddForeignKey;
import dev.dbmigrations.project.starter.Intent.AddIndex;
import dev.dbmigrations.project.starter.Intent.ChangeType;
import dev.dbmigrations.project.starter.Intent.CreateTable;
import dev.dbmigrations.project.starter.Intent.DropColumns;
import dev.dbmigrations.project.starter.Intent.DropNotNull;
import dev.dbmigrations.project.starter.Intent.DropTable;
import dev.dbmigrations.project.starter.Intent.RenameColumn;
import dev.dbmigrations.project.starter.Intent.RenameTable;
import dev.dbmigrations.project.starter.Intent.SetNotNull;
import dev.dbmigrations.project.starter.Intent.Uniqueness;
import dev.dbmigrations.project.starter.Intent.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what a name means as SQL, forth and back. What drops data gets no way back here: one that knows the catalog and keeps the
 * data is derived when the migration is planned, and a written one would take its place.
 */
final class StarterWriter {

    private static final String KEY = "id";

    private final StarterSql sql;
    private final Names names;

    StarterWriter(StarterSql sql) {
        this.sql = sql;
        this.names = sql.names();
    }

    Statements write(Intent intent) {
        return switch (intent) {
            case CreateTable create -> createTable(create.table(), create.columns());
            case DropTable drop -> Statements.oneWay(List.of(dropTable(drop.table())));
            case AddColumns add -> addColumns(add.table(), add.columns());
            case DropColumns drop -> dropColumns(drop);
            case RenameColumn rename ->
                Statements.of(
                        sql.renameColumn(rename.table(), rename.column(), rename.newName()),
                        sql.renameColumn(rename.table(), rename.newName(), rename.column()));
            case RenameTable rename ->
                Statements.of(
                        sql.renameTable(rename.table(), rename.newName()),
                        sql.renameTable(rename.newName(), rename.table()));
            case AddIndex add -> addIndex(add.table(), add.columns(), add.uniqueness());
            case SetNotNull set -> setNotNull(set.table(), set.column());
            case DropNotNull drop -> setNotNull(drop.table(), drop.column()).reversed();
            case ChangeType change ->
                Statements.oneWay(List.of(sql.changeType(change.table(), change.column(), change.type())));
            case AddForeignKey add -> addForeignKey(add);
            case Unknown unknown -> Statements.oneWay(List.of());
        };
    }

    private Statements createTable(String table, List<ColumnSpec> columns) {
        List<String> lines = new ArrayList<>();
        if (columns.stream().noneMatch(column -> column.name().equals(KEY))) {
            lines.add(sql.generatedKey(KEY));
        }
        columns.forEach(column -> lines.add(definition(column) + (column.name().equals(KEY) ? " PRIMARY KEY" : "")));
        columns.stream()
                .filter(ColumnSpec::isUnique)
                .forEach(column -> lines.add(uniqueConstraint(table, column.name())));
        String body = lines.stream().map(line -> "    " + line).collect(Collectors.joining(",\n"));
        List<String> up = new ArrayList<>();
        up.add("CREATE TABLE " + names.quote(table) + " (\n" + body + "\n)");
        indexesOf(table, columns).forEach(index -> up.addAll(index.up()));
        return new Statements(up, List.of(dropTable(table)));
    }

    private Statements addColumns(String table, List<ColumnSpec> columns) {
        List<String> up = new ArrayList<>();
        List<String> undo = new ArrayList<>();
        for (ColumnSpec column : columns) {
            up.add(sql.addColumn(table, definition(column)));
            undo.addFirst(dropColumn(table, column.name()));
            if (column.isUnique()) {
                up.add(alter(table) + "ADD " + uniqueConstraint(table, column.name()));
            }
        }
        indexesOf(table, columns).forEach(index -> up.addAll(index.up()));
        return new Statements(up, undo);
    }

    private Statements dropColumns(DropColumns drop) {
        return Statements.oneWay(drop.columns().stream()
                .map(column -> dropColumn(drop.table(), column))
                .toList());
    }

    private List<Statements> indexesOf(String table, List<ColumnSpec> columns) {
        return columns.stream()
                .filter(ColumnSpec::isIndexed)
                .map(column -> addIndex(table, List.of(column.name()), Uniqueness.ANY))
                .toList();
    }

    private Statements addIndex(String table, List<String> columns, Uniqueness uniqueness) {
        String index = names.derived(table + "_" + String.join("_", columns), "idx");
        String create = uniqueness == Uniqueness.UNIQUE ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
        String on = names.quote(index) + " ON " + names.quote(table) + " (" + names.list(columns) + ")";
        return Statements.of(create + on, sql.dropIndex(table, index));
    }

    private Statements setNotNull(String table, ColumnSpec column) {
        String type = column.type().orElse(sql.defaultType());
        return Statements.of(sql.setNotNull(table, column.name(), type), sql.dropNotNull(table, column.name(), type));
    }

    private Statements addForeignKey(AddForeignKey add) {
        String constraint = names.quote(names.derived(add.table() + "_" + add.column(), "fkey"));
        String up = alter(add.table()) + "ADD CONSTRAINT " + constraint + " FOREIGN KEY (" + names.quote(add.column())
                + ") REFERENCES " + names.quote(add.target()) + " (" + KEY + ")";
        return Statements.of(up, alter(add.table()) + "DROP CONSTRAINT " + constraint);
    }

    private String definition(ColumnSpec column) {
        return column.definition(names.quote(column.name()), sql.defaultType());
    }

    private String uniqueConstraint(String table, String column) {
        String constraint = names.derived(table + "_" + column, "key");
        return "CONSTRAINT " + names.quote(constraint) + " UNIQUE (" + names.quote(column) + ")";
    }

    private String dropColumn(String table, String column) {
        return alter(table) + "DROP COLUMN " + names.quote(column);
    }

    private String dropTable(String table) {
        return "DROP TABLE " + names.quote(table);
    }

    private String alter(String table) {
        return "ALTER TABLE " + names.quote(table) + " ";
    }
}
