package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.dialect.Conversions;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.GivenValues;
import dev.dbmigrations.dialect.Inspection;
import dev.dbmigrations.dialect.Keeping;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.LockProfile;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Partitions;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.Replication;
import dev.dbmigrations.dialect.RowChecksums;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.dialect.Watch;
import dev.dbmigrations.parse.InsertedValues;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's SQL as one version speaks it. Pure. */
public final class PostgresDialect implements Dialect {
    private final ServerVersion version;
    private final PostgresNames names = new PostgresNames();
    private final PostgresDdlWriter ddl = new PostgresDdlWriter(names);
    private final KeyRanges keyRanges = new PostgresKeyRanges(names);
    private final RowChecksums rowChecksums = new PostgresRowChecksums(names, keyRanges);
    private final Keeping keeping = new PostgresKeeping(names, ddl);
    private final LockProfile locks;

    public PostgresDialect(ServerVersion version) {
        this.version = version;
        this.locks = new PostgresLockProfile(version);
    }

    /** The dialect of a major version, for planning without a server. */
    public static PostgresDialect of(int major) {
        return new PostgresDialect(new ServerVersion("postgresql", major, 0, "PostgreSQL " + major));
    }

    @Override
    public ServerVersion version() {
        return version;
    }

    /** Since when: PostgreSQL release notes 12 (NOT NULL by check) and 18 (NOT NULL NOT VALID, partitioned FK NOT VALID, virtual columns). */
    @Override
    public boolean can(Capability capability) {
        return switch (capability) {
            case TRANSACTIONAL_DDL,
                    CONCURRENT_INDEX_BUILD,
                    DEFERRED_VALIDATION,
                    NOT_NULL_PROVED_BY_CHECK,
                    KEY_FROM_INDEX,
                    VIEWS_FOLLOW_COLUMNS,
                    EXPRESSIONS_FOLLOW_COLUMNS -> true;
            case DEFERRED_NOT_NULL, DEFERRED_VALIDATION_ON_PARTITIONED, VIRTUAL_COLUMNS -> version.isAtLeast(18);
            case ONLINE_ALGORITHMS, UNCHECKED_FOREIGN_KEYS, INDEXED_FOREIGN_KEYS, HIDDEN_COLUMNS -> false;
        };
    }

    @Override
    public Optional<GivenValues> givenValues(String insert) {
        return InsertedValues.in(insert, PostgresLexicalRules.RULES);
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
    public Keeping keeping() {
        return keeping;
    }

    @Override
    public LockProfile locks() {
        return locks;
    }

    @Override
    public ClientScript clientScript() {
        return new PostgresClientScript(names);
    }

    @Override
    public KeyRanges keyRanges() {
        return keyRanges;
    }

    @Override
    public RowChecksums rowChecksums() {
        return rowChecksums;
    }

    @Override
    public Conversions conversions() {
        return new PostgresConversions(names, version.isAtLeast(16));
    }

    @Override
    public Inspection inspection() {
        return new PostgresInspection(names);
    }

    @Override
    public Optional<Partitions> partitions() {
        return Optional.of(new PostgresPartitions(names));
    }

    @Override
    public Replication replication() {
        return Replication.BY_PAGES;
    }

    @Override
    public List<Watch> watches() {
        return PostgresWatches.ALL;
    }

    @Override
    public Optional<Rebuilding> rebuilding() {
        return Optional.of(new PostgresRebuilding(names, ddl, version.isAtLeast(18)));
    }
}
