package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import java.util.Set;

/** The contract on MariaDB 10.11. */
class MariaDb10ContractTest extends ServerContract {
    static final Set<Capability> CAPABILITIES = Set.of(
            Capability.CONCURRENT_INDEX_BUILD,
            Capability.VIRTUAL_COLUMNS,
            Capability.ONLINE_ALGORITHMS,
            Capability.UNCHECKED_FOREIGN_KEYS,
            Capability.INDEXED_FOREIGN_KEYS,
            Capability.HIDDEN_COLUMNS,
            Capability.EXPRESSIONS_FOLLOW_COLUMNS);

    MariaDb10ContractTest() {
        super(TestMariaDb.server("10.11"), Speech.MYSQL_FAMILY, CAPABILITIES);
    }
}
