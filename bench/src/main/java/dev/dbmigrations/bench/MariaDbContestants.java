package dev.dbmigrations.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who competes on MariaDB. */
record MariaDbContestants(Settings settings, MariaDb server) {

    List<Contestant> all() {
        List<Contestant> all = new ArrayList<>(List.of(
                Contestant.of("MODIFY as written", this::modify),
                Contestant.of("INSERT … SELECT + indexes", this::copy),
                percona()));
        all.addAll(Program.contestants(settings, server));
        return all;
    }

    private void modify() throws SQLException {
        try (Sql sql = Sql.open(server.url())) {
            sql.run(server.migration());
        }
    }

    /** By hand: the rows are copied while writers wait, for what they write would be lost. */
    private void copy() throws SQLException {
        try (Sql sql = Sql.open(server.url())) {
            sql.run(
                    "CREATE TABLE orders_new LIKE orders",
                    "ALTER TABLE orders_new DROP INDEX orders_customer_idx, DROP INDEX orders_created_idx,"
                            + " MODIFY quantity bigint NOT NULL",
                    "LOCK TABLES orders READ, orders_new WRITE",
                    "INSERT INTO orders_new SELECT * FROM orders",
                    "ALTER TABLE orders_new ADD INDEX orders_customer_idx (customer), ADD INDEX orders_created_idx (created)",
                    "UNLOCK TABLES",
                    "RENAME TABLE orders TO orders_old, orders_new TO orders",
                    "DROP TABLE orders_old");
        }
    }

    private Contestant percona() {
        Contestant percona = Contestant.of("pt-online-schema-change", () -> {
            Path output = server.folder().resolve("pt-online-schema-change.out");
            String table = "h=127.0.0.1,P=" + server.port() + ",u=root,D=bench,t=orders";
            String change = "MODIFY quantity bigint NOT NULL";
            Shell.run(output, List.of("pt-online-schema-change", "--execute", "--alter", change, table));
        });
        return Shell.finds("pt-online-schema-change")
                ? percona
                : percona.absent("not installed: bench/install-peers.sh");
    }
}
