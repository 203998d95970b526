package dev.dbmigrations.database.postgres;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The catalog queries (system catalogs of PostgreSQL 14 to 18). {@code :oids} stands for the relations asked about. They
 * run under an empty search path, so that every name in an expression is printed in full.
 */
final class CatalogQueries {

    static final String COLUMNS = """
            SELECT a.attrelid::bigint, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
              NOT a.attnotnull OR EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'n'
                AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated),
              pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
              CASE WHEN l.collnamespace = 11 THEN quote_ident(l.collname)
                ELSE quote_ident(ln.nspname) || '.' || quote_ident(l.collname) END,
              e.description, nullif(a.attstattarget, -1),
              CASE WHEN a.attacl IS NOT NULL THEN ARRAY(
                SELECT unnest(ARRAY[CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee) END,
                  g.privilege_type, CASE WHEN g.is_grantable THEN 'grantable' ELSE '' END])
                FROM (SELECT * FROM aclexplode(a.attacl) ORDER BY grantee, privilege_type) g) END,
              d.adbin IS NOT NULL AND EXISTS (
                SELECT 1 FROM regexp_matches(d.adbin::text, ':(funcid|opno) ([1-9][0-9]*)', 'g') m
                JOIN pg_proc f ON f.oid = CASE m[1] WHEN 'funcid' THEN m[2]::oid
                  ELSE (SELECT o.oprcode FROM pg_operator o WHERE o.oid = m[2]::oid) END
                WHERE f.provolatile = 'v'), array_to_string(a.attoptions, ', ')
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
            LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
            LEFT JOIN pg_description e ON e.classoid = 'pg_class'::regclass AND e.objoid = a.attrelid AND e.objsubid = a.attnum
            WHERE a.attrelid = ANY (:oids) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attrelid, a.attnum""";

    /** The sequences owned by columns, those that the column's own default draws from first. */
    static final String SEQUENCES = """
            SELECT d.refobjid::bigint, d.refobjsubid, n.nspname, s.relname, u.used
            FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_namespace n ON n.oid = s.relnamespace,
            LATERAL (SELECT d.deptype = 'i' OR EXISTS (SELECT 1 FROM pg_depend x
              JOIN pg_attrdef f ON f.oid = x.objid AND f.adrelid = d.refobjid AND f.adnum = d.refobjsubid
              WHERE x.classid = 'pg_attrdef'::regclass AND x.refclassid = 'pg_class'::regclass AND x.refobjid = s.oid)) u(used)
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY (:oids)
              AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
            ORDER BY u.used DESC, s.relname""";

    static final String INDEXES = """
            SELECT i.indrelid::bigint, c.relname, i.indisunique, i.indisvalid, m.amname,
              i.indkey::int2[]::text[], i.indnkeyatts, pg_get_expr(i.indpred, i.indrelid), pg_get_indexdef(i.indexrelid), k.conname, s.spcname,
              i.indisclustered, i.indisreplident, obj_description(i.indexrelid, 'pg_class')
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
            LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
            LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
            WHERE i.indrelid = ANY (:oids) AND i.indislive
            ORDER BY i.indrelid, c.relname""";

    /** Own constraints and, with another relation in front, those of others that point here; without the copies that partitions bring. */
    static final String CONSTRAINTS = """
            SELECT k.conrelid::bigint, n.nspname, c.relname, k.conname, k.contype,
              ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
                ORDER BY array_position(k.conkey, a.attnum)),
              pg_get_constraintdef(k.oid), k.convalidated, fn.nspname, f.relname,
              ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey)
                ORDER BY array_position(k.confkey, a.attnum)),
              k.confrelid::bigint, obj_description(k.oid, 'pg_constraint')
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
            LEFT JOIN pg_constraint p ON p.oid = k.conparentid
            WHERE k.contype IN ('p', 'u', 'f', 'c', 'n', 'x') AND %s
            ORDER BY 1, k.conname, 2, 3""";

    static final String OWN_CONSTRAINTS =
            CONSTRAINTS.formatted("k.conrelid = ANY (:oids) AND (p.oid IS NULL OR p.conrelid <> k.conrelid)");

    /** By {@code pg_depend}, because no index of {@code pg_constraint} begins with the referenced table. */
    static final String REFERENCES = CONSTRAINTS.formatted("""
            k.contype = 'f' AND k.conrelid <> k.confrelid AND (p.oid IS NULL OR p.confrelid <> k.confrelid)
              AND k.confrelid = ANY (:oids) AND k.oid IN (SELECT x.objid FROM pg_depend x
                WHERE x.classid = 'pg_constraint'::regclass AND x.refclassid = 'pg_class'::regclass AND x.refobjid = ANY (:oids))""");

    static final String TRIGGERS = """
            SELECT t.tgrelid::bigint, t.tgname FROM pg_trigger t
            WHERE t.tgrelid = ANY (:oids) AND NOT t.tgisinternal AND t.tgtype & 1 = 1 ORDER BY t.tgrelid, t.tgname""";

    private CatalogQueries() {}

    static String about(String query, Collection<Long> oids) {
        String list = oids.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::oid[]"));
        return query.replace(":oids", list);
    }
}
