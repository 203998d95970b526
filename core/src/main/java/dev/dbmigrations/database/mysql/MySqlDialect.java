package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Evidence;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.LockProfile;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.schema.Schema;
import java.util.List;

/** The SQL of MySQL or MariaDB as one release speaks it. Pure. */
public final class MySqlDialect implements Dialect {
    private final MySqlVersion release;
    private final MySqlNames names = new MySqlNames(MySqlLexicalRules.EITHER);
    private final DdlWriter ddl;
    private final KeyRanges keyRanges = new MySqlKeyRanges(names);
    private final LockProfile locks;
    private final Evidence evidence;

    public MySqlDialect(MySqlVersion release) {
        this.release = release;
        this.ddl = new MySqlDdlWriter(names, release);
        this.locks = new MySqlLockProfile(release);
        this.evidence = new MySqlEvidence(names, release.isMariaDb() ? MySqlParser.ofMariaDb() : MySqlParser.ofMySql());
    }

    @Override
    public ServerVersion version() {
        return release.asServerVersion();
    }

    MySqlVersion release() {
        return release;
    }

    /** Neither server undoes DDL or puts off a validation; both build an index while rows are written. */
    @Override
    public boolean can(Capability capability) {
        return switch (capability) {
            case CONCURRENT_INDEX_BUILD,
                    VIRTUAL_COLUMNS,
                    ONLINE_ALGORITHMS,
                    UNCHECKED_FOREIGN_KEYS,
                    INDEXED_FOREIGN_KEYS,
                    HIDDEN_COLUMNS -> true;
            case TRANSACTIONAL_DDL,
                    DEFERRED_VALIDATION,
                    DEFERRED_NOT_NULL,
                    DEFERRED_VALIDATION_ON_PARTITIONED,
                    NOT_NULL_PROVED_BY_CHECK,
                    VIEWS_FOLLOW_COLUMNS,
                    KEY_FROM_INDEX -> false;
        };
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public List<Clause> resolved(Clause clause, Schema before) {
        return new Resolution(names, before).of(clause);
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public DdlWriter ddl() {
        return ddl;
    }

    @Override
    public LockProfile locks() {
        return locks;
    }

    @Override
    public KeyRanges keyRanges() {
        return keyRanges;
    }
}
