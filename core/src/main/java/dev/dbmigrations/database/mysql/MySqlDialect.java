package dev.dbmigrations.database.mysql;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.ClientScript;
import dev.dbmigrations.dialect.Conversions;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.Evidence;
import dev.dbmigrations.dialect.FurtherDdl;
import dev.dbmigrations.dialect.GivenValues;
import dev.dbmigrations.dialect.Inspection;
import dev.dbmigrations.dialect.Keeping;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.LockProfile;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.Rebuilding;
import dev.dbmigrations.dialect.Replication;
import dev.dbmigrations.dialect.RowChecksums;
import dev.dbmigrations.dialect.ServerVersion;
import dev.dbmigrations.dialect.Watch;
import dev.dbmigrations.parse.InsertedValues;
import dev.dbmigrations.schema.Schema;
import java.util.List;
import java.util.Optional;

/** The SQL of MySQL or MariaDB as one release speaks it. Pure. */
public final class MySqlDialect implements Dialect {
    private final MySqlVersion release;
    private final MySqlNames names = new MySqlNames(MySqlLexicalRules.EITHER);
    private final MySqlDdlWriter ddl;
    private final KeyRanges keyRanges = new MySqlKeyRanges(names);
    private final RowChecksums rowChecksums = new MySqlRowChecksums(names, keyRanges);
    private final Keeping keeping;
    private final LockProfile locks;
    private final Evidence evidence;

    public MySqlDialect(MySqlVersion release) {
        this.release = release;
        this.ddl = new MySqlDdlWriter(names, release);
        this.keeping = new MySqlKeeping(names, ddl);
        this.locks = new MySqlLockProfile(release);
        this.evidence = new MySqlEvidence(names, release.isMariaDb() ? MySqlParser.ofMariaDb() : MySqlParser.ofMySql());
    }

    @Override
    public ServerVersion version() {
        return release.asServerVersion();
    }

    @Override
    public Optional<GivenValues> givenValues(String insert) {
        return InsertedValues.in(insert, MySqlLexicalRules.EITHER);
    }

    @Override
    public Optional<FurtherDdl> furtherDdl() {
        return Optional.of(new MySqlFurtherDdl(names, release));
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
            case EXPRESSIONS_FOLLOW_COLUMNS -> release.isMariaDb();
        };
    }

    /** InnoDB writes rows in place and keeps what they were in its undo log. */
    @Override
    public boolean keepsOldVersions() {
        return false;
    }

    /** MySQL can be told to make a trigger that is not there yet since 8.0.29, MariaDB since 10.1. */
    @Override
    public Optional<Rebuilding> rebuilding() {
        return release.isMariaDb() || release.is(MySqlVersion.Flavour.MYSQL, 8, 0, 29)
                ? Optional.of(new MySqlRebuilding(names, ddl, release))
                : Optional.empty();
    }

    @Override
    public Conversions conversions() {
        return new MySqlConversions(names);
    }

    @Override
    public Inspection inspection() {
        return new MySqlInspection(names);
    }

    @Override
    public Replication replication() {
        return Replication.BY_STATEMENTS;
    }

    @Override
    public List<Watch> watches() {
        return MySqlWatches.of(release);
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
    public Keeping keeping() {
        return keeping;
    }

    @Override
    public LockProfile locks() {
        return locks;
    }

    @Override
    public ClientScript clientScript() {
        return new MySqlClientScript(names);
    }

    @Override
    public KeyRanges keyRanges() {
        return keyRanges;
    }

    @Override
    public RowChecksums rowChecksums() {
        return rowChecksums;
    }
}
