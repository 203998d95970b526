package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.embedded.testkit.TestPostgres;
import java.util.Set;

/** The contract on PostgreSQL 14. */
class PostgreSql14ContractTest extends ServerContract {
    static final Set<Capability> CAPABILITIES = Set.of(
            Capability.TRANSACTIONAL_DDL,
            Capability.CONCURRENT_INDEX_BUILD,
            Capability.DEFERRED_VALIDATION,
            Capability.NOT_NULL_PROVED_BY_CHECK,
            Capability.KEY_FROM_INDEX,
            Capability.VIEWS_FOLLOW_COLUMNS,
            Capability.EXPRESSIONS_FOLLOW_COLUMNS);

    PostgreSql14ContractTest() {
        super(TestPostgres.server(14), Speech.POSTGRESQL, CAPABILITIES);
    }
}
