package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.embedded.testkit.TestMySql;
import java.util.Set;

/** The contract on MySQL 8.0, or on whichever server {@code DB_MIGRATIONS_MYSQL_URL} names. */
class MySqlContractTest extends ServerContract {
    static final Set<Capability> CAPABILITIES = Set.of(
            Capability.CONCURRENT_INDEX_BUILD,
            Capability.VIRTUAL_COLUMNS,
            Capability.ONLINE_ALGORITHMS,
            Capability.UNCHECKED_FOREIGN_KEYS,
            Capability.INDEXED_FOREIGN_KEYS,
            Capability.HIDDEN_COLUMNS);

    MySqlContractTest() {
        super(TestMySql.server("8.0"), Speech.MYSQL_FAMILY, CAPABILITIES);
    }
}
