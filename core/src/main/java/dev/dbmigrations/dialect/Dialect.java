package dev.dbmigrations.dialect;

import dev.dbmigrations.change.Clause;
import dev.dbmigrations.schema.Schema;
import java.util.List;
import java.util.Optional;

/** One kind of SQL as one live server speaks it: its version, what it can do, how its DDL is written. Pure. */
public interface Dialect {

    ServerVersion version();

    boolean can(Capability capability);

    /** What only some kinds of SQL have; empty where this one has nothing of it. */
    default Optional<FurtherDdl> furtherDdl() {
        return Optional.empty();
    }

    /** The rows that stand in a statement; empty where it is none that only inserts them. */
    Optional<GivenValues> givenValues(String insert);

    Names names();

    DdlWriter ddl();

    /** How data that a migration takes away are put aside and brought back. */
    Keeping keeping();

    LockProfile locks();

    KeyRanges keyRanges();

    /** How two tables are compared and made alike. */
    RowChecksums rowChecksums();

    /** Which values survive a change of type. */
    default Conversions conversions() {
        return Conversions.NONE;
    }

    /** What is asked of the catalog about the tables of a run. */
    default Inspection inspection() {
        return Inspection.NONE;
    }

    /** Whether the old version of an updated row stays in the table until it is cleaned away. */
    default boolean keepsOldVersions() {
        return true;
    }

    /** How schema changes reach replicas. */
    Replication replication();

    /** What an operator looks at while a migration runs. */
    List<Watch> watches();

    /** How a table is built anew beside itself; empty where it cannot be. */
    default Optional<Rebuilding> rebuilding() {
        return Optional.empty();
    }

    /** How partitions come and go while the others are used; empty where that has no words of its own. */
    default Optional<Partitions> partitions() {
        return Optional.empty();
    }

    /** How a script gives work to the vendor's client program. */
    ClientScript clientScript();

    /** What shows in the catalog. */
    default Evidence evidence() {
        return Evidence.NONE;
    }

    /**
     * The clause in the terms of the catalog: names as they are stored, and a definition that repeats a whole column as the
     * changes that are in it.
     *
     * @param before the tables as they are before
     */
    default List<Clause> resolved(Clause clause, Schema before) {
        return List.of(clause);
    }

    /** What users call this kind of database: {@code postgresql}, {@code mysql}, {@code mariadb} or {@code sqlserver}. */
    default String id() {
        return version().product();
    }
}
