package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.embedded.testkit.TestMariaDb;
import java.util.Set;

/** The contract on MariaDB 11.4. */
class MariaDb11ContractTest extends ServerContract {
    static final Set<Capability> CAPABILITIES = Set.of(
            Capability.CONCURRENT_INDEX_BUILD,
            Capability.VIRTUAL_COLUMNS,
            Capability.ONLINE_ALGORITHMS,
            Capability.UNCHECKED_FOREIGN_KEYS,
            Capability.INDEXED_FOREIGN_KEYS,
            Capability.HIDDEN_COLUMNS,
            Capability.EXPRESSIONS_FOLLOW_COLUMNS);

    MariaDb11ContractTest() {
        super(TestMariaDb.server("11.4"), Speech.MYSQL_FAMILY, CAPABILITIES);
    }
}
