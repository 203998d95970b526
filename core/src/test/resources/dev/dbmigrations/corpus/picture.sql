-- Everything a database says about its own shape, one line for each thing, written without the product's catalog so that
-- it can bear witness against it. Our own tables are left out; whatever else we leave behind is not.
WITH ours AS (
  SELECT c.oid FROM pg_class c
  WHERE c.relname = 'schema_migrations' OR c.relname ~ '^db_migrations_(journal|runner|schema|applied|lock|kept)'
), space AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), relation AS (
  SELECT c.*, c.oid AS id, c.oid::regclass::text AS called
  FROM pg_class c JOIN space s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
    AND c.oid NOT IN (SELECT oid FROM ours)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND (d.deptype = 'e' OR d.refobjid IN (SELECT oid FROM ours)))
), stored AS (
  SELECT * FROM relation WHERE relkind IN ('r', 'p', 'm')
), functions AS (
  SELECT p.*, p.oid::regprocedure::text AS called FROM pg_proc p JOIN space s ON s.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
), types AS (
  SELECT t.*, t.oid::regtype::text AS called FROM pg_type t JOIN space s ON s.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'r')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
)
SELECT 'schema ' || nspname FROM space
UNION ALL
SELECT 'extension ' || extname FROM pg_extension
UNION ALL
SELECT concat_ws(' | ', 'relation ' || called, relkind, relpersistence, pg_get_userbyid(relowner),
    reloptions::text, 'replica identity ' || relreplident::text, CASE WHEN relrowsecurity THEN 'row security' END,
    'of ' || (SELECT string_agg(inhparent::regclass::text, ',') FROM pg_inherits WHERE inhrelid = id),
    pg_get_expr(relpartbound, id), pg_get_partkeydef(id), 'comment ' || obj_description(id, 'pg_class'))
FROM relation
UNION ALL
SELECT 'view ' || called || ' is ' || pg_get_viewdef(id) FROM relation WHERE relkind IN ('v', 'm')
UNION ALL
SELECT concat('grant on ', called, ': ', privilege_type, ' to ', CASE WHEN grantee = 0 THEN 'public' ELSE pg_get_userbyid(grantee) END,
    CASE WHEN is_grantable THEN ' with grant option' END)
FROM relation, aclexplode(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)))
WHERE relkind <> 'c'
UNION ALL
SELECT concat_ws(' | ', 'column ' || called || '.' || attname, format_type(atttypid, atttypmod),
    CASE WHEN attnotnull THEN 'not null' END, 'default ' || pg_get_expr(adbin, id),
    'collate ' || nullif(attcollation, (SELECT typcollation FROM pg_type WHERE oid = atttypid))::regcollation,
    'identity ' || nullif(attidentity::text, ''), 'generated ' || nullif(attgenerated::text, ''),
    'statistics ' || nullif(attstattarget, -1), 'storage ' || attstorage::text, attoptions::text,
    'comment ' || col_description(id, attnum))
FROM relation JOIN pg_attribute ON attrelid = id AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = id AND adnum = attnum
WHERE relkind <> 'S'
UNION ALL
SELECT 'order of columns of ' || called || ': '
    || (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = id AND attnum > 0 AND NOT attisdropped)
FROM stored
UNION ALL
SELECT concat('grant on column ', called, '.', attname, ': ', privilege_type, ' to ',
    CASE WHEN grantee = 0 THEN 'public' ELSE pg_get_userbyid(grantee) END, CASE WHEN is_grantable THEN ' with grant option' END)
FROM relation JOIN pg_attribute ON attrelid = id AND attnum > 0 AND NOT attisdropped, aclexplode(attacl)
UNION ALL
SELECT concat_ws(' | ', 'index ' || pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN 'invalid' END,
    CASE WHEN NOT indisready THEN 'not ready' END, CASE WHEN indisprimary THEN 'primary' END,
    CASE WHEN indisclustered THEN 'clustered' END, CASE WHEN indisreplident THEN 'identity' END,
    CASE WHEN NOT indimmediate THEN 'deferrable' END,
    'comment ' || obj_description(indexrelid, 'pg_class'))
FROM stored JOIN pg_index ON indrelid = id
UNION ALL
SELECT concat_ws(' | ', 'constraint ' || conname || ' on ' || called, pg_get_constraintdef(pg_constraint.oid),
    CASE WHEN NOT convalidated THEN 'not validated' END, 'index ' || nullif(conindid, 0)::regclass,
    'comment ' || obj_description(pg_constraint.oid, 'pg_constraint'))
FROM relation JOIN pg_constraint ON conrelid = id
UNION ALL
SELECT 'constraint ' || conname || ' of ' || called || ' | ' || pg_get_constraintdef(c.oid)
FROM types t JOIN pg_constraint c ON contypid = t.oid
UNION ALL
SELECT pg_get_triggerdef(t.oid) || ' | enabled ' || tgenabled::text FROM relation JOIN pg_trigger t ON tgrelid = id WHERE NOT tgisinternal
UNION ALL
SELECT 'rule ' || pg_get_ruledef(r.oid) FROM stored JOIN pg_rewrite r ON ev_class = id WHERE relkind <> 'm'
UNION ALL
SELECT concat_ws(' | ', 'policy ' || polname || ' on ' || called, polcmd, polpermissive, pg_get_expr(polqual, id),
    pg_get_expr(polwithcheck, id), polroles::regrole[]::text)
FROM stored JOIN pg_policy ON polrelid = id
UNION ALL
SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
UNION ALL
SELECT concat('function ', called, ' ', proacl::text, ' ', CASE prokind WHEN 'a' THEN 'aggregate' ELSE pg_get_functiondef(oid) END)
FROM functions
UNION ALL
SELECT concat_ws(' | ', 'type ' || called, typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = types.oid),
    format_type(nullif(typbasetype, 0), typtypmod), typdefault, CASE WHEN typnotnull THEN 'not null' END,
    'comment ' || obj_description(oid, 'pg_type'))
FROM types
UNION ALL
SELECT concat_ws(' | ', 'sequence ' || called, format_type(seqtypid, NULL), 'from ' || seqstart, 'by ' || seqincrement,
    seqmin || ' to ' || seqmax, 'cache ' || seqcache, CASE WHEN seqcycle THEN 'cycle' END,
    'owned by ' || (SELECT d.refobjid::regclass || '.' || a.attname || ' ' || d.deptype::text FROM pg_depend d
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = id AND d.deptype IN ('a', 'i')))
FROM relation JOIN pg_sequence ON seqrelid = id
UNION ALL
SELECT concat_ws(' | ', 'publication ' || p.pubname, t.tablename) FROM pg_publication p LEFT JOIN pg_publication_tables t USING (pubname)
