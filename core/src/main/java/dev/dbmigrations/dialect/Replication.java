package dev.dbmigrations.dialect;

/** How schema changes reach replicas. */
public enum Replication {
    /** As the pages they change: a replica is busy with what is written, not with how long it took. */
    BY_PAGES,
    /** As statements, which a replica carries out anew when they have ended here: it lags for as long as they took. */
    BY_STATEMENTS
}
