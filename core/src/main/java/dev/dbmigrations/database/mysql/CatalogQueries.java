package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Bookkeeping;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The catalog queries ({@code information_schema} of MySQL 8.0 and 9, MariaDB 10.6 to 11.8). {@code :tables} stands for the
 * tables asked about, as pairs of schema and name.
 */
final class CatalogQueries {

    static final String TABLES = """
            SELECT table_schema, table_name, table_type, coalesce(lower(engine), ''), coalesce(lower(row_format), ''),
              coalesce(table_rows, 0), coalesce(data_length, 0), coalesce(index_length, 0), coalesce(create_options, ''),
              coalesce(substring_index(table_collation, '_', 1), '')
            FROM information_schema.tables""";

    static final String BY_NAME = TABLES + " WHERE (table_schema, table_name) IN (:tables)";

    static final String ALL = TABLES + " WHERE table_schema NOT IN"
            + " ('mysql', 'sys', 'information_schema', 'performance_schema') AND table_schema = database()"
            + " AND table_name NOT IN ('" + String.join("', '", Bookkeeping.OURS) + "') ORDER BY table_name";

    static final String COLUMNS = """
            SELECT table_schema, table_name, column_name, column_type, is_nullable = 'YES', column_default, lower(extra),
              collation_name, column_comment
            FROM information_schema.columns WHERE (table_schema, table_name) IN (:tables)
            ORDER BY table_schema, table_name, ordinal_position""";

    static final String INDEXES = """
            SELECT table_schema, table_name, index_name, non_unique = 0, column_name, sub_part, coalesce(collation, 'A'),
              lower(index_type), :expression
            FROM information_schema.statistics WHERE (table_schema, table_name) IN (:tables)
            ORDER BY table_schema, table_name, index_name, seq_in_index""";

    /** Both the foreign keys of the tables and those that point at them. */
    static final String FOREIGN_KEYS = """
            SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
              k.referenced_table_name, k.referenced_column_name, r.update_rule, r.delete_rule
            FROM information_schema.key_column_usage k
            JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema
              AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
            WHERE (k.table_schema, k.table_name) IN (:tables)
              OR (k.referenced_table_schema, k.referenced_table_name) IN (:tables)
            ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position""";

    static final String TRIGGERS = """
            SELECT event_object_schema, event_object_table, trigger_name FROM information_schema.triggers
            WHERE (event_object_schema, event_object_table) IN (:tables) ORDER BY trigger_name""";

    /** These servers do not tell which columns a view reads; its text, in which every name is written in full, does. */
    static final String VIEWS = """
            SELECT table_schema, table_name, view_definition FROM information_schema.views
            WHERE table_schema IN (:schemas) ORDER BY table_name""";

    private CatalogQueries() {}

    static String about(String query, List<dev.dbmigrations.schema.TableName> tables, MySqlVersion version) {
        String pairs = tables.stream()
                .map(t -> "(" + literal(t.schema()) + ", " + literal(t.name()) + ")")
                .collect(Collectors.joining(", "));
        String schemas =
                tables.stream().map(t -> literal(t.schema())).distinct().collect(Collectors.joining(", "));
        return query.replace(":tables", pairs)
                .replace(":schemas", schemas)
                .replace(":expression", version.isMariaDb() ? "NULL" : "expression");
    }

    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
