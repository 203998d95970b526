package dev.dbmigrations.database.postgres;

/** How large relations are (PostgreSQL 14 to 18). {@code :oids} stands for the relations asked about. */
final class SizeQueries {

    /** The tables with files, each with the relation it counts for. */
    static final String MEASURED = """
            WITH RECURSIVE tree(root, relation) AS (
              SELECT o, o FROM unnest(:oids) o
              UNION ALL SELECT t.root, i.inhrelid FROM tree t JOIN pg_class p ON p.oid = t.relation AND p.relkind = 'p'
              JOIN pg_inherits i ON i.inhparent = t.relation)
            SELECT t.root::bigint, n.nspname, c.relname, c.reltuples::float8, c.relpages::bigint,
              coalesce(pg_relation_size(c.oid), 0), coalesce(pg_table_size(c.oid), 0), coalesce(pg_indexes_size(c.oid), 0),
              has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid)
            FROM tree t JOIN pg_class c ON c.oid = t.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm')""";

    /** The table, and how many rows at most. */
    static final String SAMPLED =
            "SELECT count(*), coalesce(max((ctid::text::point)[0])::bigint, 0) FROM (SELECT ctid FROM ONLY %s LIMIT %s) s";

    private SizeQueries() {}
}
