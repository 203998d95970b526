package dev.dbmigrations.database.postgres;

import dev.dbmigrations.embedded.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** All that the tests here change in a database, as sorted lines without any number that the server draws. */
final class CatalogText {

    private static final String QUESTION = """
            WITH ours AS (
                SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            )
            SELECT line FROM (
                SELECT format('relation %s %s %s %s %s', c.oid::regclass, c.relkind, c.relpersistence,
                              concat_ws(' ', c.relrowsecurity, c.relreplident), c.reloptions) || coalesce(c.relacl, acldefault('r', c.relowner))::text
                FROM ours c
                UNION ALL
                SELECT format('column %s %s %s %s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
                              concat_ws(' ', a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, a.attstattarget,
                                        a.attcollation::regcollation), pg_get_expr(d.adbin, d.adrelid)) || coalesce(nullif(a.attacl::text, '{}'), '')
                FROM ours c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                UNION ALL
                SELECT format('constraint %s %s %s %s', conrelid::regclass, contypid::regtype, conname,
                              pg_get_constraintdef(k.oid))
                FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = 'app'
                UNION ALL
                SELECT pg_get_indexdef(i.indexrelid) || i.indisclustered FROM ours c JOIN pg_index i ON i.indrelid = c.oid
                UNION ALL
                SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT tgisinternal
                UNION ALL
                SELECT format('routine %s %s', p.oid::regprocedure, p.prokind) FROM pg_proc p
                JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
                UNION ALL
                SELECT format('type %s %s', t.oid::regtype, t.typtype) FROM pg_type t
                JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = 'app'
                UNION ALL
                SELECT format('label %s %s', enumtypid::regtype, enumlabel) FROM pg_enum
                UNION ALL
                SELECT format('schema %s %s', nspname, coalesce(nspacl, acldefault('n', nspowner))) FROM pg_namespace
                UNION ALL
                SELECT format('extension %s', extname) FROM pg_extension
                UNION ALL
                SELECT format('policy %s', polname) FROM pg_policy
                UNION ALL
                SELECT format('rule %s %s', ev_class::regclass, rulename) FROM pg_rewrite r JOIN ours c ON c.oid = r.ev_class
                UNION ALL
                SELECT format('statistics %s', stxname) FROM pg_statistic_ext
                UNION ALL
                SELECT format('collation %s', collname) FROM pg_collation JOIN pg_namespace n ON n.oid = collnamespace
                WHERE n.nspname = 'app'
                UNION ALL
                SELECT format('cast %s %s', castsource::regtype, casttarget::regtype) FROM pg_cast WHERE oid >= 16384
            ) lines (line)
            ORDER BY line
            """;

    private CatalogText() {}

    static String of(TestDatabase database) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery(QUESTION)) {
            while (lines.next()) {
                text.append(lines.getString(1)).append('\n');
            }
        }
        return text.toString();
    }
}
