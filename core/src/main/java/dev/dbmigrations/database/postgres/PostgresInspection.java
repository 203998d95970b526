package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Inspection;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What PostgreSQL's catalog tells about tables around a run. A table that is not there is left out. */
final class PostgresInspection implements Inspection {
    private static final String SEQUENCES =
            " FROM pg_catalog.pg_class t JOIN pg_catalog.pg_depend d ON d.refobjid = t.oid"
                    + " AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.classid = 'pg_catalog.pg_class'::regclass"
                    + " AND d.deptype IN ('a', 'i') JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid"
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE t.oid IN ";

    private final Names names;

    PostgresInspection(Names names) {
        this.names = names;
    }

    private String oids(Collection<TableName> tables) {
        return tables.stream()
                .map(t -> "to_regclass(" + names.literal(names.quote(t)) + ")")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public List<String> before(Collection<TableName> tables) {
        String oids = oids(tables);
        String sequences = "SELECT 'sequence ' || s.seqrelid::regclass || ' of ' || t.oid::regclass || '.' || a.attname"
                + " || ' has given out ' || round(100.0 * pg_catalog.pg_sequence_last_value(s.seqrelid) / s.seqmax)"
                + " || ' % of its numbers', 'change the column and its sequence to bigint'" + SEQUENCES + oids
                + " AND s.seqincrement > 0 AND pg_catalog.has_sequence_privilege(s.seqrelid, 'USAGE, SELECT')"
                + " AND pg_catalog.pg_sequence_last_value(s.seqrelid) > 0.8 * s.seqmax";
        String indexes = "SELECT 'index ' || indexrelid::regclass || ' of ' || indrelid::regclass || ' is INVALID:"
                + " a build of it has failed or is going on', 'REINDEX INDEX CONCURRENTLY ' || indexrelid::regclass"
                + " FROM pg_catalog.pg_index WHERE NOT indisvalid AND indrelid IN " + oids;
        String constraints = "SELECT 'constraint ' || conname || ' of ' || conrelid::regclass || ' is NOT VALID: rows"
                + " from before it were never checked', 'ALTER TABLE ' || conrelid::regclass || ' VALIDATE CONSTRAINT '"
                + " || quote_ident(conname) FROM pg_catalog.pg_constraint WHERE NOT convalidated AND conrelid IN "
                + oids;
        return List.of(sequences + " UNION ALL " + indexes + " UNION ALL " + constraints);
    }

    @Override
    public List<String> after(Collection<TableName> tables) {
        String oids = oids(tables);
        String statistics = "SELECT 'there are no statistics of ' || t.oid::regclass || '.' || a.attname, 'ANALYZE '"
                + " || t.oid::regclass || ' (' || quote_ident(a.attname) || ')' FROM pg_catalog.pg_class t"
                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped"
                + " WHERE t.relkind = 'r' AND t.reltuples > 0 AND t.oid IN " + oids
                + " AND coalesce(a.attstattarget, -1) <> 0"
                + " AND EXISTS (SELECT FROM pg_catalog.pg_statistic o WHERE o.starelid = t.oid)"
                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_statistic o WHERE o.starelid = t.oid AND o.staattnum = a.attnum)";
        return List.of(statistics);
    }

    /** A sequence is read behind the snapshot in which the greatest number is looked for, so what clients draw meanwhile is not told. */
    @Override
    public List<String> numbering(Collection<TableName> tables) {
        String told =
                "'sequence ' || s.seqrelid::regclass || ' of ' || t.oid::regclass || '.' || a.attname || ' goes on with '";
        String repair =
                "pg_catalog.format('SELECT setval(%L, (SELECT max(%I) FROM %s))', s.seqrelid::regclass, a.attname,"
                        + " t.oid::regclass)";
        return List.of(
                "SELECT pg_catalog.format('SELECT %L || n || '', and there are numbers up to '' || m || '': an INSERT that"
                        + " draws from it may fail'', %L FROM (SELECT CASE WHEN is_called THEN last_value::numeric + %s ELSE last_value END"
                        + " AS n FROM %s) s, (SELECT max(%I) AS m FROM %s) t WHERE n <= m', " + told + ", " + repair
                        + ", s.seqincrement, s.seqrelid::regclass, a.attname, t.oid::regclass)" + SEQUENCES
                        + oids(tables)
                        + " AND s.seqincrement > 0 AND NOT s.seqcycle"
                        + " AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)"
                        + " AND pg_catalog.has_sequence_privilege(s.seqrelid, 'SELECT')"
                        + " AND pg_catalog.has_column_privilege(t.oid, a.attnum, 'SELECT')"
                        + " AND EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname = 'btree'"
                        + " WHERE i.indrelid = t.oid AND i.indkey[0] = a.attnum AND i.indisvalid AND i.indpred IS NULL)");
    }
}
