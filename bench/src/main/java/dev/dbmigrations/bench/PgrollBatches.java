package dev.dbmigrations.bench;

import java.sql.SQLException;

/**
 * What pgroll sends for a change of type: a second column, plpgsql triggers both ways that read the search path, and
 * batches of 1,000 rows that touch each row so that the trigger fills it. Shapes as of pgroll's main branch, 2025: {@code
 * pkg/backfill/templates}; pgroll itself is not in the registries. Without its views, and without its log of what it did.
 */
record PgrollBatches(String url) {
    private static final String NEEDS = "_pgroll_needs_backfill";
    private static final String NEW = "_pgroll_new_quantity";
    private static final String FUNCTION = """
            CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                id public.orders.id%%TYPE := NEW.id;
                customer public.orders.customer%%TYPE := NEW.customer;
                quantity public.orders.%s%%TYPE := NEW.%s;
                note public.orders.note%%TYPE := NEW.note;
                created public.orders.created%%TYPE := NEW.created;
                latest text;
                path text;
            BEGIN
                SELECT current_setting INTO path FROM current_setting('search_path');
                IF path %s 'public_02_wide' THEN
                    NEW.%s = quantity;
                    NEW._pgroll_needs_backfill = false;
                END IF;
                RETURN NEW;
            END $$""";

    void migrate() throws SQLException {
        try (Sql sql = Sql.open(url)) {
            start(sql);
            fill(sql);
            PostgresContestants.swap(
                    sql,
                    NEW,
                    "DROP FUNCTION up_quantity CASCADE",
                    "DROP FUNCTION down_quantity CASCADE",
                    "ALTER TABLE orders DROP COLUMN " + NEEDS);
        }
    }

    /** Up to where rows begin to move. */
    static void start(Sql sql) throws SQLException {
        sql.together(
                "ALTER TABLE orders ADD COLUMN " + NEW + " bigint",
                "ALTER TABLE orders ADD COLUMN " + NEEDS + " boolean DEFAULT true",
                FUNCTION.formatted("up_quantity", "quantity", "quantity", "!=", NEW),
                FUNCTION.formatted("down_quantity", NEW, NEW, "=", "quantity"),
                "CREATE TRIGGER up_quantity BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION up_quantity()",
                "CREATE TRIGGER down_quantity BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION down_quantity()");
    }

    /** Moves the rows; how many batches it took. */
    static long fill(Sql sql) throws SQLException {
        String after = "";
        for (long batches = 0; ; batches++) {
            String last = sql.text(batch(after));
            if (last.isEmpty()) {
                return batches;
            }
            after = "AND id > '" + last + "'";
        }
    }

    private static String batch(String after) {
        return """
                WITH chosen AS (
                    SELECT id FROM orders WHERE %s = true %s ORDER BY id LIMIT 1000 FOR NO KEY UPDATE
                ), touched AS (
                    UPDATE orders SET id = orders.id FROM chosen WHERE orders.id = chosen.id RETURNING orders.id
                )
                SELECT last_value(id) OVER () FROM touched""".formatted(NEEDS, after);
    }
}
