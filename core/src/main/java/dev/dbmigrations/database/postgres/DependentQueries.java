package dev.dbmigrations.database.postgres;

/** Who else reads a relation, by {@code pg_depend} (PostgreSQL 14 to 18). {@code :oids} stands for the relations asked about. */
final class DependentQueries {

    /** Table, kind, name, the column used or null; sorted. */
    static final String READERS = """
            WITH d AS (SELECT classid, objid, objsubid, refobjid, refobjsubid FROM pg_depend
              WHERE refclassid = 'pg_class'::regclass AND refobjid = ANY (:oids)),
            readers(relation, num, kind, name) AS (
              SELECT d.refobjid, d.refobjsubid,
                CASE WHEN r.rulename <> '_RETURN' THEN 'rule' WHEN v.relkind = 'm' THEN 'materialized view' ELSE 'view' END,
                CASE WHEN r.rulename <> '_RETURN' THEN quote_ident(r.rulename) || ' on ' ELSE '' END
                  || quote_ident(n.nspname) || '.' || quote_ident(v.relname)
              FROM d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
              JOIN pg_class v ON v.oid = r.ev_class JOIN pg_namespace n ON n.oid = v.relnamespace
              WHERE r.rulename <> '_RETURN' OR v.oid <> d.refobjid
            UNION SELECT d.refobjid, d.refobjsubid, 'policy',
                quote_ident(p.polname) || ' on ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              FROM d JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
              JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            UNION SELECT d.refobjid, d.refobjsubid, 'trigger', quote_ident(t.tgname)
              FROM d JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
              WHERE d.refobjsubid > 0 AND NOT t.tgisinternal
            UNION SELECT d.refobjid, d.refobjsubid, 'generated column', quote_ident(a.attname)
              FROM d LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
              JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attgenerated <> ''
                AND (a.attnum = f.adnum OR d.classid = 'pg_class'::regclass AND d.objid = d.refobjid AND a.attnum = d.objsubid)
              WHERE d.refobjsubid NOT IN (0, a.attnum)
            UNION SELECT d.refobjid, d.refobjsubid, 'function', f.oid::regprocedure::text
              FROM d JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
            UNION SELECT d.refobjid, d.refobjsubid, 'statistics', quote_ident(n.nspname) || '.' || quote_ident(s.stxname)
              FROM d JOIN pg_statistic_ext s ON d.classid = 'pg_statistic_ext'::regclass AND s.oid = d.objid
              JOIN pg_namespace n ON n.oid = s.stxnamespace
            UNION SELECT d.refobjid, d.refobjsubid, 'publication', quote_ident(p.pubname)
              FROM d JOIN pg_publication_rel r ON d.classid = 'pg_publication_rel'::regclass AND r.oid = d.objid
              JOIN pg_publication p ON p.oid = r.prpubid)
            SELECT r.relation::bigint, r.kind, r.name, a.attname FROM readers r
            LEFT JOIN pg_attribute a ON a.attrelid = r.relation AND a.attnum = r.num AND r.num > 0
            ORDER BY r.relation, r.kind, r.name, a.attnum""";

    /** Everything below in the order of names, whatever the depth; and the foreign keys and indexes that each partition has for itself. */
    static final String DESCENDANTS = """
            WITH RECURSIVE below(root, relation) AS (
              SELECT i.inhparent, i.inhrelid FROM pg_inherits i WHERE i.inhparent = ANY (:oids)
              UNION SELECT b.root, i.inhrelid FROM below b JOIN pg_inherits i ON i.inhparent = b.relation)
            SELECT b.root::bigint, CASE WHEN NOT c.relispartition THEN 'child table'
                WHEN c.oid = d.partdefid THEN CASE c.relkind WHEN 'p' THEN 'partitioned default partition' ELSE 'default partition' END
                WHEN c.relkind = 'p' THEN 'partitioned partition'
                WHEN c.relkind = 'f' THEN 'foreign partition' ELSE 'partition' END,
              quote_ident(n.nspname) || '.' || quote_ident(c.relname), NULL::name
            FROM below b JOIN pg_class c ON c.oid = b.relation AND c.relkind IN ('r', 'p', 'f')
            JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_partitioned_table d ON d.partrelid = b.root
            UNION ALL SELECT b.root::bigint, 'foreign key of every partition', pg_get_constraintdef(k.oid), NULL::name
            FROM below b JOIN pg_class r ON r.oid = b.root AND r.relkind = 'p' JOIN pg_class c ON c.oid = b.relation AND c.relkind <> 'p'
            LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' AND k.convalidated AND k.conparentid = 0
            GROUP BY b.root, pg_get_constraintdef(k.oid)
            HAVING count(DISTINCT k.conrelid) = (SELECT count(*) FROM below o JOIN pg_class p ON p.oid = o.relation AND p.relkind <> 'p'
              WHERE o.root = b.root)
            UNION ALL SELECT b.root::bigint, 'index of every partition', CASE WHEN x.indisunique THEN 'unique ' ELSE '' END
              || regexp_replace(pg_get_indexdef(x.indexrelid), '^.*? USING ', ''), NULL::name
            FROM below b JOIN pg_class r ON r.oid = b.root AND r.relkind = 'p' JOIN pg_class c ON c.oid = b.relation AND c.relkind <> 'p'
            JOIN pg_index x ON x.indrelid = c.oid AND x.indisvalid AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = x.indexrelid)
            GROUP BY b.root, 3
            HAVING count(DISTINCT x.indrelid) = (SELECT count(*) FROM below o JOIN pg_class p ON p.oid = o.relation AND p.relkind <> 'p'
              WHERE o.root = b.root) ORDER BY 1, 3""";

    private DependentQueries() {}
}
