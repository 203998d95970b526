package dev.dbmigrations.database.mysql;

import dev.dbmigrations.dialect.Bookkeeping;

/** What users have made in the current database ({@code information_schema} of MySQL 8.0 and 9, MariaDB 10.6 to 11.8). */
final class InventoryQueries {
    private static final String OURS = "('" + String.join("', '", Bookkeeping.OURS) + "')";

    static final String TABLES = """
            SELECT table_name, table_type, coalesce(engine, ''), coalesce(table_collation, ''), coalesce(table_comment, ''),
              coalesce(create_options, '')
            FROM information_schema.tables WHERE table_schema = database()
              AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') AND table_name NOT IN\s""" + OURS;

    static final String COLUMNS = """
            SELECT c.table_name, c.column_name, c.column_type, c.is_nullable, c.column_default, c.extra, c.collation_name,
              c.character_set_name, c.generation_expression, c.column_comment
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = database() AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND c.table_name NOT IN\s""" + OURS + " ORDER BY c.table_name, c.ordinal_position";

    /** A key part is a column with the length of its prefix, or an expression. */
    static String indexes(boolean mariaDb) {
        String part =
                "concat('`', replace(column_name, '`', '``'), '`', if(sub_part IS NULL, '', concat('(', sub_part, ')')))";
        String whole = mariaDb ? part : "coalesce(" + part + ", concat('(', expression, ')'))";
        return "SELECT table_name, index_name, max(non_unique) = 0, max(index_type), group_concat(concat(" + whole
                + ", if(collation = 'D', ' DESC', '')) ORDER BY seq_in_index SEPARATOR ', '), "
                + (mariaDb ? "max(ignored) = 'YES'" : "max(is_visible) = 'NO'")
                + " FROM information_schema.statistics WHERE table_schema = database() AND table_name NOT IN " + OURS
                + " GROUP BY table_name, index_name ORDER BY table_name, index_name";
    }

    static final String FOREIGN_KEYS = """
            SELECT k.table_name, k.constraint_name, group_concat(concat('`', replace(k.column_name, '`', '``'), '`') ORDER BY k.ordinal_position SEPARATOR ', '),
              max(concat(if(k.referenced_table_schema = database(), '', concat('`', k.referenced_table_schema, '`.')), '`', replace(k.referenced_table_name, '`', '``'), '`')),
              group_concat(concat('`', replace(k.referenced_column_name, '`', '``'), '`') ORDER BY k.ordinal_position SEPARATOR ', '),
              max(r.update_rule), max(r.delete_rule)
            FROM information_schema.key_column_usage k
            JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema
              AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
            WHERE k.table_schema = database() GROUP BY k.table_name, k.constraint_name ORDER BY 1, 2""";

    static String checks(boolean mariaDb) {
        return mariaDb
                ? "SELECT table_name, constraint_name, check_clause, level FROM information_schema.check_constraints"
                        + " WHERE constraint_schema = database() ORDER BY 1, 2"
                : "SELECT t.table_name, c.constraint_name, c.check_clause, 'Table' FROM information_schema.check_constraints c"
                        + " JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema"
                        + " AND t.constraint_name = c.constraint_name WHERE c.constraint_schema = database() ORDER BY 1, 2";
    }

    static final String VIEWS = """
            SELECT table_name, coalesce(view_definition, ''), security_type, coalesce(check_option, 'NONE'), definer
            FROM information_schema.views WHERE table_schema = database()""";

    static final String TRIGGERS = """
            SELECT trigger_name, event_object_table, action_timing, event_manipulation, definer, action_statement
            FROM information_schema.triggers WHERE trigger_schema = database()""";

    static final String ROUTINES = """
            SELECT r.routine_name, r.routine_type, nullif(r.dtd_identifier, ''), r.is_deterministic, r.sql_data_access, r.security_type,
              coalesce((SELECT group_concat(concat_ws(' ', if(r.routine_type = 'FUNCTION', NULL, p.parameter_mode),
                concat('`', replace(p.parameter_name, '`', '``'), '`'), p.dtd_identifier) ORDER BY p.ordinal_position SEPARATOR ', ')
                FROM information_schema.parameters p WHERE p.specific_schema = r.routine_schema AND p.specific_name = r.specific_name
                AND p.routine_type = r.routine_type AND p.ordinal_position > 0), ''),
              coalesce(r.routine_definition, ''), r.definer
            FROM information_schema.routines r WHERE r.routine_schema = database() AND r.routine_type IN ('FUNCTION', 'PROCEDURE')""";

    static final String EVENTS = """
            SELECT event_name, concat_ws(' ', definer, status, event_type, execute_at, interval_value, interval_field, starts, ends, event_definition)
            FROM information_schema.events WHERE event_schema = database()""";

    static final String GRANTS =
            "SELECT table_name, NULL, privilege_type, grantee, is_grantable FROM information_schema.table_privileges"
                    + " WHERE table_schema = database() AND table_name NOT IN " + OURS
                    + " UNION ALL SELECT table_name, column_name, privilege_type, grantee, is_grantable"
                    + " FROM information_schema.column_privileges WHERE table_schema = database()";

    static final String DATABASE = "SELECT schema_name, default_character_set_name, default_collation_name"
            + " FROM information_schema.schemata WHERE schema_name = database()";

    static final String FINGERPRINT = """
            SELECT concat(count(*), '-', coalesce(sum(crc32(said)), 0)) FROM (
            SELECT concat_ws('|', table_name, column_name, ordinal_position, column_type, is_nullable, column_default, extra, collation_name, column_comment) AS said
              FROM information_schema.columns WHERE table_schema = database() AND table_name NOT IN :ours
            UNION ALL SELECT concat_ws('|', table_name, index_name, seq_in_index, column_name, sub_part, non_unique) FROM information_schema.statistics
              WHERE table_schema = database() AND table_name NOT IN :ours
            UNION ALL SELECT concat_ws('|', table_name, constraint_name, constraint_type) FROM information_schema.table_constraints
              WHERE table_schema = database() AND table_name NOT IN :ours
            UNION ALL SELECT concat_ws('|', trigger_name, event_object_table, action_timing, event_manipulation, action_statement)
              FROM information_schema.triggers WHERE trigger_schema = database()
            UNION ALL SELECT concat_ws('|', table_name, view_definition) FROM information_schema.views WHERE table_schema = database()
            UNION ALL SELECT concat_ws('|', routine_type, routine_name, routine_definition) FROM information_schema.routines WHERE routine_schema = database()
            ) objects""".replace(":ours", OURS);

    private InventoryQueries() {}
}
