package dev.dbmigrations.database.postgres;

/** Plain views over relations, with what makes them again (PostgreSQL 14 to 18). {@code :oids} stands for the relations asked about. */
final class ViewQueries {

    /**
     * Table, schema, name, quoted name, the views below it, definition, its digest, statements that follow the definition,
     * options, obstacles. A view comes once for each table, also when it reads it through others only.
     */
    static final String VIEWS = """
            WITH RECURSIVE rules(base, reader) AS (
              SELECT d.refobjid, r.ev_class FROM pg_depend d
              JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'
              JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
              WHERE d.refclassid = 'pg_class'::regclass AND r.ev_class <> d.refobjid),
            reading(root, reader, below) AS (
              SELECT base, reader, NULL::oid FROM rules WHERE base = ANY (:oids)
              UNION SELECT w.root, r.reader, w.reader FROM reading w JOIN rules r ON r.base = w.reader),
            views AS (SELECT root, reader, array_remove(array_agg(DISTINCT below), NULL) AS below FROM reading GROUP BY 1, 2)
            SELECT w.root::bigint, n.nspname, v.relname, s.shown,
              ARRAY(SELECT quote_ident(bn.nspname) || '.' || quote_ident(b.relname) FROM pg_class b
                JOIN pg_namespace bn ON bn.oid = b.relnamespace WHERE b.oid = ANY (w.below) ORDER BY 1),
              t.definition, left(encode(sha256(convert_to(t.definition, 'UTF8')), 'hex'), 16),
              ARRAY[format('ALTER VIEW %s OWNER TO %I', s.shown, pg_get_userbyid(v.relowner))]
              || ARRAY(SELECT DISTINCT format('REVOKE ALL ON %s FROM %s', s.shown, CASE WHEN g.grantee = 0 THEN 'PUBLIC'
                  ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
                FROM pg_default_acl a, aclexplode(a.defaclacl) g WHERE a.defaclobjtype = 'r' AND g.grantee <> v.relowner)
              || ARRAY(SELECT format('REVOKE %s ON %s FROM %I', string_agg(o.privilege_type, ', ' ORDER BY o.privilege_type),
                  s.shown, pg_get_userbyid(v.relowner))
                FROM aclexplode(acldefault('r', v.relowner)) o WHERE v.relacl IS NOT NULL AND o.grantee = v.relowner AND NOT EXISTS (
                  SELECT FROM aclexplode(v.relacl) g WHERE g.grantee = o.grantee AND g.privilege_type = o.privilege_type)
                HAVING count(*) > 0)
              || ARRAY(SELECT format('GRANT %s ON %s TO %s%s', string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type), s.shown,
                  CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                  CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM aclexplode(v.relacl) g WHERE g.grantee <> v.relowner GROUP BY g.grantee, g.is_grantable ORDER BY 1)
              || ARRAY(SELECT format('GRANT %s (%I) ON %s TO %s%s', g.privilege_type, a.attname, s.shown,
                  CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                  CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM pg_attribute a, aclexplode(a.attacl) g WHERE a.attrelid = v.oid ORDER BY a.attnum, g.grantee, g.privilege_type)
              || ARRAY(SELECT format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', s.shown, a.attname, pg_get_expr(f.adbin, f.adrelid))
                FROM pg_attrdef f JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
                WHERE f.adrelid = v.oid ORDER BY a.attnum)
              || ARRAY(SELECT CASE WHEN e.objsubid = 0 THEN format('COMMENT ON VIEW %s IS %L', s.shown, e.description)
                  ELSE format('COMMENT ON COLUMN %s.%I IS %L', s.shown, a.attname, e.description) END
                FROM pg_description e LEFT JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum = e.objsubid
                WHERE e.classoid = 'pg_class'::regclass AND e.objoid = v.oid ORDER BY e.objsubid),
              array_to_string(ARRAY(SELECT split_part(o, '=', 1) || ' = ' || quote_literal(substr(o, strpos(o, '=') + 1))
                FROM unnest(v.reloptions) o), ', '),
              array_to_string(ARRAY(SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) || ' needs it' FROM pg_depend d
                  LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
                  LEFT JOIN pg_class k ON k.oid = r.ev_class
                  WHERE d.classid <> 'pg_attrdef'::regclass AND (r.rulename = '_RETURN' AND k.relkind = 'v') IS NOT TRUE
                    AND (d.refclassid = 'pg_class'::regclass AND d.refobjid = v.oid
                        AND (d.classid <> 'pg_type'::regclass OR d.objid <> v.reltype)
                      OR d.refclassid = 'pg_type'::regclass AND d.objid <> y.typarray AND d.refobjid IN (v.reltype, y.typarray)))
                || ARRAY(SELECT 'it belongs to ' || pg_describe_object(d.refclassid, d.refobjid, 0) FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = v.oid AND d.deptype = 'e')
                || ARRAY(SELECT 'it has a security label' FROM pg_seclabel l WHERE l.classoid = 'pg_class'::regclass AND l.objoid = v.oid)
                || CASE WHEN pg_has_role(v.relowner, 'USAGE') THEN '{}'
                  ELSE ARRAY['it belongs to ' || quote_ident(pg_get_userbyid(v.relowner))] END, '; ')
            FROM views w JOIN pg_class v ON v.oid = w.reader JOIN pg_namespace n ON n.oid = v.relnamespace
            JOIN pg_type y ON y.oid = v.reltype,
            LATERAL (SELECT quote_ident(n.nspname) || '.' || quote_ident(v.relname)) s(shown),
            LATERAL (SELECT rtrim(btrim(pg_get_viewdef(v.oid), E' \\n'), ';')) t(definition)
            ORDER BY 1, 4""";

    private ViewQueries() {}
}
