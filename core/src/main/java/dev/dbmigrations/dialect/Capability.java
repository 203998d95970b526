package dev.dbmigrations.dialect;

/** Something that a server of a certain kind, version and edition can do. */
public enum Capability {
    /** A DDL statement is undone when its transaction is. */
    TRANSACTIONAL_DDL,
    /** An index can be built and dropped while rows are written. */
    CONCURRENT_INDEX_BUILD,
    /** A check or foreign key can be added for new rows first and be validated later. */
    DEFERRED_VALIDATION,
    /** The same for NOT NULL itself. */
    DEFERRED_NOT_NULL,
    /** The same for a foreign key of a partitioned table. */
    DEFERRED_VALIDATION_ON_PARTITIONED,
    /** NOT NULL is set without reading the table when a validated check proves it. */
    NOT_NULL_PROVED_BY_CHECK,
    /** A unique index can become a unique or primary key constraint. */
    KEY_FROM_INDEX,
    /** A computed column can be computed when it is read. */
    VIRTUAL_COLUMNS,
    /** A statement can be held to an algorithm and a lock, and is refused where it would need more. */
    ONLINE_ALGORITHMS,
    /** A foreign key can be added without reading the rows that are there. */
    UNCHECKED_FOREIGN_KEYS,
    /** The columns of a foreign key must be indexed, and the server makes the index where nobody has. */
    INDEXED_FOREIGN_KEYS,
    /** A column can be hidden from those who do not name it, and two columns can exchange their names in one statement. */
    HIDDEN_COLUMNS,
    /** A view keeps to the columns it was made of, whatever they are called later. */
    VIEWS_FOLLOW_COLUMNS,
    /** So do checks, computed columns and indexes of expressions; else a column that one uses is not renamed. */
    EXPRESSIONS_FOLLOW_COLUMNS
}
