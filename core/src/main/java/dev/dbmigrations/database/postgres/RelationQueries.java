package dev.dbmigrations.database.postgres;

/** Which relations there are, one a row, the default schema in front of each; at least one row (PostgreSQL 14 to 18). */
final class RelationQueries {

    static final String DEFAULT_SCHEMA = "SELECT coalesce(current_schema(), 'public')";

    private static final String FOUND = """
            SELECT coalesce(current_schema(), 'public'), c.oid::bigint, c.nspname, c.relname, c.relkind, c.relispartition
            FROM (SELECT) one LEFT JOIN (
              SELECT c.oid, c.relname, c.relkind, c.relispartition, n.nspname FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND %s) c ON true""";

    /** The numbers behind names that are there; arguments: the schemas (empty where none was written) and the names, in step. */
    static final String NUMBERS = """
            SELECT coalesce(current_schema(), 'public'), ARRAY(SELECT r::oid::text FROM (
              SELECT pg_catalog.to_regclass(CASE WHEN a.schema = '' THEN '' ELSE pg_catalog.quote_ident(a.schema) || '.' END
                || pg_catalog.quote_ident(a.name)) r FROM unnest(?::text[], ?::text[]) a(schema, name)) f WHERE r IS NOT NULL)""";

    /** {@code :oids} stands for relations and indexes. A partition brings the tables it is part of, and they their default partitions. */
    static final String BY_NUMBER = """
            WITH RECURSIVE asked AS (SELECT c.oid, c.relkind FROM pg_catalog.pg_class c WHERE c.oid = ANY (:oids)),
            wanted(oid) AS (
              SELECT CASE WHEN a.relkind IN ('i', 'I') THEN i.indrelid ELSE a.oid END
              FROM asked a LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = a.oid
              UNION SELECT p.partdefid FROM asked a JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = a.oid AND p.partdefid <> 0
              UNION SELECT i.inhparent FROM wanted w JOIN pg_catalog.pg_class c ON c.oid = w.oid AND c.relispartition
              JOIN pg_catalog.pg_inherits i ON i.inhrelid = w.oid)
            """ + FOUND.formatted("c.oid IN (SELECT oid FROM wanted)");

    /** Argument: the names of tables that are ours. What an extension brought is not the user's to change. */
    static final String ALL = FOUND.formatted("""
            n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND c.relname <> ALL (?::text[])
            AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x
              WHERE x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objid = c.oid AND x.deptype = 'e')""");

    private RelationQueries() {}
}
