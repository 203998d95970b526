package dev.dbmigrations.dialect;

/** One kind of SQL as one live server speaks it: its version, what it can do, how its DDL is written. Pure. */
public interface Dialect {

    ServerVersion version();

    boolean can(Capability capability);

    Names names();

    DdlWriter ddl();

    LockProfile locks();

    KeyRanges keyRanges();

    /** What users call this kind of database: {@code postgresql}, {@code mysql}, {@code mariadb} or {@code sqlserver}. */
    default String id() {
        return version().product();
    }
}
