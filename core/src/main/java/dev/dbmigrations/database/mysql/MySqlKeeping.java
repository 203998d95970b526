package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.DdlWriter.Reversible;
import dev.dbmigrations.dialect.Keeping;
import dev.dbmigrations.schema.Column;
import dev.dbmigrations.schema.Table;
import dev.dbmigrations.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data put aside and brought back on MySQL and MariaDB. */
final class MySqlKeeping implements Keeping {
    private final MySqlNames names;
    private final MySqlDdlWriter ddl;

    MySqlKeeping(MySqlNames names, MySqlDdlWriter ddl) {
        this.names = names;
        this.ddl = ddl;
    }

    @Override
    public List<Reversible> putAside(Table table, TableName place) {
        return List.of(new Reversible(
                ddl.renameTable(table.name(), place.name()),
                ddl.renameTable(place, table.name().name())));
    }

    @Override
    public List<String> createKept(TableName place, TableName from, List<String> key, List<String> selected) {
        String columns =
                Stream.concat(key.stream().map(names::quote), selected.stream()).collect(Collectors.joining(", "));
        return List.of("CREATE TABLE " + names.quote(place) + " (PRIMARY KEY (" + names.list(key) + ")) AS SELECT "
                + columns + " FROM " + names.quote(from) + " WHERE FALSE");
    }

    @Override
    public String keptForm(Column column) {
        return names.quote(column.name());
    }

    /** A value for the rows of now, where it must have one, until its own come back. */
    @Override
    public List<String> addColumnBack(Table before, Column column) {
        TableName table = before.name();
        int index = before.columns().indexOf(column);
        String place = index == 0
                ? " FIRST"
                : " AFTER " + names.quote(before.columns().get(index - 1).name());
        String definition = names.quote(column.name()) + " "
                + MySqlDdlWriter.definition(column).sql();
        boolean needsValue = !column.nullable() && column.defaultSql() == null;
        Optional<String> zero = needsValue ? ZeroValue.of(column.type()) : Optional.empty();
        if (zero.isEmpty()) {
            return List.of(ddl.addColumnAsDefined(table, definition + place));
        }
        return List.of(
                ddl.addColumnAsDefined(table, definition + " DEFAULT " + zero.get() + place),
                ddl.dropDefault(table, column.name()));
    }

    @Override
    public String insertAsIs(TableName table, List<String> columns) {
        return "INSERT INTO " + names.quote(table) + " (" + names.list(columns) + ")";
    }

    @Override
    public String fromKept(String expression, Column column) {
        return expression;
    }
}
