package dev.dbmigrations.database.postgres;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.dialect.DdlWriter;
import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.dialect.KeyRanges;
import dev.dbmigrations.dialect.LockProfile;
import dev.dbmigrations.dialect.Names;
import dev.dbmigrations.dialect.ServerVersion;

/** A dialect that knows its version alone: the live side must not need more. */
record BareDialect(ServerVersion version) implements Dialect {

    @Override
    public boolean can(Capability capability) {
        return false;
    }

    @Override
    public Names names() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DdlWriter ddl() {
        throw new UnsupportedOperationException();
    }

    @Override
    public LockProfile locks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyRanges keyRanges() {
        throw new UnsupportedOperationException();
    }
}
