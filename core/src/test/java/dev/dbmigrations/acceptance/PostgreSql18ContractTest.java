package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.util.Set;

/** The contract on PostgreSQL 18. */
class PostgreSql18ContractTest extends ServerContract {
    static final Set<Capability> CAPABILITIES = Set.of(
            Capability.TRANSACTIONAL_DDL,
            Capability.CONCURRENT_INDEX_BUILD,
            Capability.DEFERRED_VALIDATION,
            Capability.DEFERRED_NOT_NULL,
            Capability.DEFERRED_VALIDATION_ON_PARTITIONED,
            Capability.NOT_NULL_PROVED_BY_CHECK,
            Capability.KEY_FROM_INDEX,
            Capability.VIRTUAL_COLUMNS,
            Capability.VIEWS_FOLLOW_COLUMNS,
            Capability.EXPRESSIONS_FOLLOW_COLUMNS);

    PostgreSql18ContractTest() {
        super(TestPostgres.server(18), Speech.POSTGRESQL, CAPABILITIES);
    }
}
