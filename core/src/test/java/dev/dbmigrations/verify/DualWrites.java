package dev.dbmigrations.verify;

import java.util.List;

/** Triggers on {@code t} that write the same to {@code t_new}, whose columns are {@code id, a, name}. */
final class DualWrites {
    private static final String GONE = "DELETE FROM t_new WHERE id = OLD.id;";
    private static final String COME = "INSERT INTO t_new (id, a, name) VALUES (NEW.id, NEW.a, NEW.name);";

    private DualWrites() {}

    static void create(Site site) {
        if (site.isPostgres()) {
            site.run(
                    "CREATE FUNCTION dual_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' THEN "
                            + GONE + " END IF; IF TG_OP <> 'DELETE' THEN " + COME
                            + " END IF; RETURN NULL; END $$",
                    "CREATE TRIGGER dual_write AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH ROW"
                            + " EXECUTE FUNCTION dual_write()");
            return;
        }
        for (String event : List.of("INSERT", "UPDATE", "DELETE")) {
            site.run("CREATE TRIGGER dual_" + event + " AFTER " + event + " ON t FOR EACH ROW BEGIN "
                    + (event.equals("INSERT") ? "" : GONE) + (event.equals("DELETE") ? "" : COME) + " END");
        }
    }
}
