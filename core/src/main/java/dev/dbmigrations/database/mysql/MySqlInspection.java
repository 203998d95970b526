package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Inspection;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What the information schema of MySQL and MariaDB tells about tables around a run. */
final class MySqlInspection implements Inspection {
    private final Names names;

    MySqlInspection(Names names) {
        this.names = names;
    }

    /** A number that is not known yet, since nothing was numbered, is NULL and compares with nothing. */
    @Override
    public List<String> before(Collection<TableName> tables) {
        String these = tables.stream()
                .map(t -> "(" + (t.isQualified() ? names.literal(t.schema()) : "database()") + ", "
                        + names.literal(t.name()) + ")")
                .collect(Collectors.joining(", "));
        String most =
                "CASE c.data_type WHEN 'tinyint' THEN 127 WHEN 'smallint' THEN 32767 WHEN 'mediumint' THEN 8388607"
                        + " WHEN 'int' THEN 2147483647 ELSE 9223372036854775807 END"
                        + " * CASE WHEN c.column_type LIKE '%unsigned%' AND c.data_type <> 'bigint' THEN 2 ELSE 1 END";
        return List.of(
                "SELECT concat('the numbers of ', t.table_name, '.', c.column_name, ' have been given out up to ',"
                        + " round(100 * t.auto_increment / (" + most + ")), ' %'),"
                        + " concat('change ', c.column_name, ' to bigint') FROM information_schema.tables t"
                        + " JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
                        + " WHERE c.extra LIKE '%auto_increment%' AND (t.table_schema, t.table_name) IN (" + these + ")"
                        + " AND t.auto_increment > 0.8 * " + most);
    }

    /** The server gathers statistics by itself. */
    @Override
    public List<String> after(Collection<TableName> tables) {
        return List.of();
    }

    /** InnoDB goes on beyond whatever greatest number an INSERT, an UPDATE or an ALTER TABLE has left. */
    @Override
    public List<String> numbering(Collection<TableName> tables) {
        return List.of();
    }
}
