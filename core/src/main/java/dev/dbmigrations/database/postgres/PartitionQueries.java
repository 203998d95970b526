package dev.dbmigrations.database.postgres;

/** What the catalogs of PostgreSQL 14 to 18 say of the partitions of a table. {@code :table} stands for a literal of its name. */
final class PartitionQueries {

    /** Bounds print as the session likes dates, intervals and fractions to be printed: as any other session understands them. */
    static final String READABLE =
            "SELECT pg_catalog.set_config('search_path', '', true), pg_catalog.set_config('datestyle', 'ISO', true),"
                    + " pg_catalog.set_config('intervalstyle', 'postgres', true), pg_catalog.set_config('extra_float_digits', '1', true)";

    /** Key of the whole; then names of all columns by which rows are divided, at whatever depth. */
    static final String KEY = """
            SELECT pg_get_partkeydef(:table::pg_catalog.regclass), ARRAY(SELECT DISTINCT a.attname::text
              FROM pg_partition_tree(:table::pg_catalog.regclass) t JOIN pg_partitioned_table p ON p.partrelid = t.relid
              JOIN pg_attribute a ON a.attrelid = p.partrelid AND (a.attnum = ANY (p.partattrs) OR p.partexprs IS NOT NULL
                AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = p.partrelid
                  AND d.refclassid = 'pg_class'::regclass AND d.refobjid = p.partrelid AND d.refobjsubid = a.attnum)))""";

    /** Number, schema, name, kind, schema and name of the parent, bounds, key, its indexes in turn with the parent's, constraints of the parent. */
    static final String PARTS = """
            SELECT c.oid::bigint, n.nspname, c.relname, c.relkind, pn.nspname, pc.relname, pg_get_expr(c.relpartbound, c.oid),
              coalesce(pg_get_partkeydef(c.oid), ''),
              ARRAY(SELECT unnest(ARRAY[i.relname::text, ic.relname::text]) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                JOIN pg_inherits h ON h.inhrelid = i.oid JOIN pg_class ic ON ic.oid = h.inhparent WHERE x.indrelid = c.oid),
              ARRAY(SELECT k.conname::text FROM pg_constraint k WHERE k.conrelid = c.oid AND (k.conparentid <> 0 OR k.coninhcount > 0))
            FROM pg_partition_tree(:table::pg_catalog.regclass) t JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class pc ON pc.oid = t.parentrelid JOIN pg_namespace pn ON pn.oid = pc.relnamespace
            WHERE t.level > 0 ORDER BY t.level, n.nspname, c.relname""";

    /** What keeps partitions from being built anew, in words. */
    static final String OBSTACLES = """
            WITH t AS (SELECT c.*, t.level, c.oid::regclass::text AS name FROM pg_partition_tree(:table::pg_catalog.regclass) t
              JOIN pg_class c ON c.oid = t.relid)
            SELECT 'its partition ' || name || ' is a foreign table' FROM t WHERE relkind = 'f'
            UNION ALL SELECT 'its partition ' || name || ' is about to be detached' FROM t JOIN pg_inherits h ON h.inhrelid = t.oid WHERE h.inhdetachpending
            UNION ALL SELECT 'index ' || x.indexrelid::regclass::text || ' is not valid' FROM t JOIN pg_index x ON x.indrelid = t.oid WHERE NOT x.indisvalid
            UNION ALL SELECT 'its partition ' || name || ' has foreign key ' || quote_ident(k.conname) || ' of its own'
              FROM t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' AND k.conparentid = 0 WHERE t.level > 0
            UNION ALL SELECT 'foreign key ' || quote_ident(k.conname) || ' of ' || k.conrelid::regclass::text || ' points to its partition ' || name
              FROM t JOIN pg_constraint k ON k.confrelid = t.oid AND k.contype = 'f' AND k.conparentid = 0 WHERE t.level > 0
            UNION ALL SELECT 'its partition ' || name || ' has sequence ' || d.objid::regclass::text || ' of its own'
              FROM t JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
                AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' WHERE t.level > 0
            UNION ALL SELECT 'rows that its hash partitions do not take have no place' FROM t JOIN pg_partitioned_table p ON p.partrelid = t.oid
              WHERE p.partstrat = 'h' AND (SELECT coalesce(sum(1.0 / (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'modulus (\\d+)'))[1]::numeric), 0)
                FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid WHERE h.inhparent = t.oid) < 0.999999999
            UNION ALL SELECT 'the exchange would take ' || x.needed || ' locks at once, of ' || x.settings || ' that the server has room for (max_locks_per_transaction)'
              FROM (SELECT 2 * (count(DISTINCT t.oid) + count(DISTINCT x.indexrelid)) AS needed, current_setting('max_locks_per_transaction')::bigint
                * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint) AS settings
                FROM t LEFT JOIN pg_index x ON x.indrelid = t.oid) x WHERE x.needed > x.settings / 2""";

    private PartitionQueries() {}

    static String about(String query, String table) {
        return query.replace(":table", BelongingsQuery.literal(table));
    }
}
