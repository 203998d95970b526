package dev.dbmigrations.database.postgres;

/**
 * What belongs to a table beside columns, indexes and constraints, by the catalogs of PostgreSQL 14 to 18. {@code :table} and
 * {@code :second} stand for string literals of the two tables' names, {@code :publication} for what a membership says of rows and
 * columns.
 *
 * <p>Rows of role, order, and up to three texts: {@code prepared} (statement), {@code piece} (make, drop), {@code renamed} (kind,
 * schema, name), {@code obstacle} (words).
 */
final class BelongingsQuery {

    private static final String TEXT = """
            WITH t AS (SELECT c.*, :table::text AS name, :second::text AS second FROM pg_catalog.pg_class c
              WHERE c.oid = :table::pg_catalog.regclass)
            SELECT 'prepared', 1, 'ALTER TABLE ' || second || ' OWNER TO ' || quote_ident(pg_get_userbyid(relowner)), '', ''
              FROM t WHERE pg_get_userbyid(relowner) <> current_user
            UNION ALL SELECT 'prepared', 2, 'ALTER TABLE ' || second || ' SET ' || CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END, '', ''
              FROM t WHERE relpersistence = 'u'
            UNION ALL SELECT 'prepared', 3, 'ALTER TABLE ' || second || ' SET TABLESPACE ' || quote_ident(s.spcname), '', ''
              FROM t JOIN pg_tablespace s ON s.oid = t.reltablespace
            UNION ALL SELECT 'prepared', 4, 'ALTER TABLE ' || second || ' SET (' || array_to_string(o.options, ', ') || ')', '', ''
              FROM t CROSS JOIN LATERAL (SELECT array_agg(x) AS options FROM (
                SELECT unnest(t.reloptions) AS x UNION ALL SELECT 'toast.' || unnest(w.reloptions) FROM pg_class w WHERE w.oid = t.reltoastrelid) y) o
              WHERE o.options IS NOT NULL
            UNION ALL SELECT 'prepared', 5, 'ALTER TABLE ' || second || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET STATISTICS ' || a.attstattarget, '', ''
              FROM t JOIN pg_attribute a ON a.attrelid = t.oid WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget >= 0
            UNION ALL SELECT 'prepared', 6, 'ALTER TABLE ' || second || ' ALTER COLUMN ' || quote_ident(a.attname) || ' SET (' || array_to_string(a.attoptions, ', ') || ')', '', ''
              FROM t JOIN pg_attribute a ON a.attrelid = t.oid WHERE a.attnum > 0 AND a.attoptions IS NOT NULL
            UNION ALL SELECT 'prepared', 7, 'ALTER TABLE ' || second || ' REPLICA IDENTITY ' || CASE relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END, '', ''
              FROM t WHERE relreplident IN ('f', 'n')
            UNION ALL SELECT 'statistics', 8, s.stxname, n.nspname, array_to_string(ARRAY(SELECT CASE k WHEN 'd' THEN 'ndistinct'
                WHEN 'f' THEN 'dependencies' WHEN 'm' THEN 'mcv' END FROM unnest(s.stxkind) k WHERE k <> 'e'), ', ')
                || chr(10) || pg_get_statisticsobjdef_columns(s.oid)
              FROM t JOIN pg_statistic_ext s ON s.stxrelid = t.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
            UNION ALL SELECT 'piece', 10, pg_get_triggerdef(g.oid) || CASE g.tgenabled WHEN 'O' THEN '' ELSE '; ALTER TABLE ' || t.name || ' '
                || CASE g.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'DISABLE' END || ' TRIGGER ' || quote_ident(g.tgname) END,
                'DROP TRIGGER ' || quote_ident(g.tgname) || ' ON ' || t.name, ''
              FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal AND g.tgparentid = 0
            UNION ALL SELECT 'piece', 22, 'ALTER TABLE ' || t.name || ' '
                || CASE g.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'O' THEN 'ENABLE' ELSE 'DISABLE' END || ' TRIGGER ' || quote_ident(g.tgname), '', ''
              FROM t JOIN pg_trigger g ON g.tgrelid = t.oid LEFT JOIN pg_trigger h ON h.oid = g.tgparentid
              WHERE (NOT g.tgisinternal AND g.tgparentid = 0 AND g.tgenabled <> 'O')
                OR (g.tgenabled <> h.tgenabled AND g.tgname !~ '^(RI|PK|Unique)_ConstraintTrigger_')
            UNION ALL SELECT 'piece', 11, 'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || t.name
                || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
                || ' TO ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ') FROM unnest(p.polroles) r)
                || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
                'DROP POLICY ' || quote_ident(p.polname) || ' ON ' || t.name, ''
              FROM t JOIN pg_policy p ON p.polrelid = t.oid
            UNION ALL SELECT 'piece', 12, 'ALTER TABLE ' || name || ' ENABLE ROW LEVEL SECURITY', 'ALTER TABLE ' || name || ' DISABLE ROW LEVEL SECURITY', ''
              FROM t WHERE relrowsecurity
            UNION ALL SELECT 'piece', 13, 'ALTER TABLE ' || name || ' FORCE ROW LEVEL SECURITY', 'ALTER TABLE ' || name || ' NO FORCE ROW LEVEL SECURITY', ''
              FROM t WHERE relforcerowsecurity
            UNION ALL SELECT 'piece', 14, 'GRANT ' || x.privilege_type || ' ON ' || name || ' TO '
                || CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END
                || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, '', ''
              FROM t CROSS JOIN LATERAL aclexplode(relacl) x WHERE x.grantee <> t.relowner
            UNION ALL SELECT 'piece', 15, 'GRANT ' || x.privilege_type || ' (' || quote_ident(a.attname) || ') ON ' || name || ' TO '
                || CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END
                || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, '', ''
              FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped CROSS JOIN LATERAL aclexplode(a.attacl) x
            UNION ALL SELECT 'piece', 16, 'ALTER PUBLICATION ' || quote_ident(p.pubname) || ' ADD TABLE ' || t.name || :publication,
                'ALTER PUBLICATION ' || quote_ident(p.pubname) || ' DROP TABLE ' || t.name, ''
              FROM t JOIN pg_publication_rel r ON r.prrelid = t.oid JOIN pg_publication p ON p.oid = r.prpubid
            UNION ALL SELECT DISTINCT 'piece', 17, 'CREATE OR REPLACE VIEW ' || quote_ident(n.nspname) || '.' || quote_ident(v.relname)
                || coalesce(' WITH (' || array_to_string(v.reloptions, ', ') || ')', '') || ' AS ' || rtrim(pg_get_viewdef(v.oid), ';'), '', ''
              FROM t JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.classid = 'pg_rewrite'::regclass
              JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
              JOIN pg_namespace n ON n.oid = v.relnamespace
            UNION ALL SELECT 'piece', 18, 'COMMENT ON TABLE ' || name || ' IS ' || coalesce(quote_literal(obj_description(oid, 'pg_class')), 'NULL'), '', ''
              FROM t
            UNION ALL SELECT 'piece', 19, 'COMMENT ON INDEX ' || i.indexrelid::regclass::text || ' IS ' || quote_literal(d.description), '', ''
              FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = i.indexrelid AND d.objsubid = 0
            UNION ALL SELECT 'piece', 20, 'COMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || name || ' IS ' || quote_literal(d.description), '', ''
              FROM t JOIN pg_constraint k ON k.conrelid = t.oid JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
            UNION ALL SELECT 'piece', 21, 'COMMENT ON TRIGGER ' || quote_ident(g.tgname) || ' ON ' || name || ' IS ' || quote_literal(d.description), '', ''
              FROM t JOIN pg_trigger g ON g.tgrelid = t.oid JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = g.oid
            UNION ALL SELECT 'obstacle', 30, 'it has the access method ' || m.amname, '', ''
              FROM t JOIN pg_am m ON m.oid = t.relam WHERE m.amname <> 'heap'
            UNION ALL SELECT 'obstacle', 31, 'it inherits from, or is inherited by, ' || CASE WHEN h.inhrelid = t.oid THEN h.inhparent ELSE h.inhrelid END::regclass::text, '', ''
              FROM t JOIN pg_inherits h ON t.oid IN (h.inhrelid, h.inhparent) JOIN pg_class i ON i.oid = h.inhrelid AND NOT i.relispartition
            UNION ALL SELECT 'obstacle', 32, 'materialized view ' || v.oid::regclass::text || ' reads it', '', ''
              FROM t JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.classid = 'pg_rewrite'::regclass AND d.refobjsubid <= 1
              JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'm'
            UNION ALL SELECT 'obstacle', 33, 'rule ' || quote_ident(r.rulename) || ' is on it', '', ''
              FROM t JOIN pg_rewrite r ON r.ev_class = t.oid
            UNION ALL SELECT DISTINCT 'obstacle', 34, 'function ' || d.objid::regprocedure::text || ' is bound to it', '', ''
              FROM t JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND (d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
                OR d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.reltype, (SELECT y.typarray FROM pg_type y WHERE y.oid = t.reltype)))
            UNION ALL SELECT DISTINCT 'obstacle', 35, 'its row type is the type of a column of ' || d.objid::regclass::text, '', ''
              FROM t JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid <> t.oid AND d.refclassid = 'pg_type'::regclass
                AND d.refobjid IN (t.reltype, (SELECT y.typarray FROM pg_type y WHERE y.oid = t.reltype))
            UNION ALL SELECT 'obstacle', 36, 'publication ' || quote_ident(p.pubname) || ' is for all tables, and would send the second one to its subscribers', '', ''
              FROM t CROSS JOIN pg_publication p WHERE p.puballtables
            UNION ALL SELECT 'obstacle', 37, 'it is filled by logical replication', '', ''
              FROM t JOIN pg_subscription_rel s ON s.srrelid = t.oid
            UNION ALL SELECT 'obstacle', 38, 'it belongs to extension ' || quote_ident(e.extname), '', ''
              FROM t JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e' JOIN pg_extension e ON e.oid = d.refobjid
            :since15
            ORDER BY 1, 2, 3""";

    /** Row filters, column lists and publications of a schema came with 15. */
    private static final String SCHEMA_PUBLICATIONS = """
            UNION ALL SELECT 'obstacle', 39, 'publication ' || quote_ident(p.pubname) || ' is for all tables of its schema, and would send the second one to its subscribers', '', ''
              FROM t JOIN pg_publication_namespace m ON m.pnnspid = t.relnamespace JOIN pg_publication p ON p.oid = m.pnpubid""";

    private static final String MEMBERSHIP = """
            coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (r.prattrs)) || ')', '')
              || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')""";

    static String of(String table, String second, boolean since15) {
        return TEXT.replace(":table", literal(table))
                .replace(":second", literal(second))
                .replace(":publication", since15 ? MEMBERSHIP : "''")
                .replace(":since15", since15 ? SCHEMA_PUBLICATIONS : "");
    }

    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private BelongingsQuery() {}
}
