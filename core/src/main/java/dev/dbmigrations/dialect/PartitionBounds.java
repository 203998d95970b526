package dev.dbmigrations.dialect;

/**
 * Where the rows of a partition belong.
 *
 * @param written the bounds as a statement says them, for example {@code FOR VALUES FROM (1) TO (9)}
 * @param condition what is true of each of its rows, as the server prints it
 * @param elsewhere what is true of each row of a default partition beside it; empty where that is not known
 */
public record PartitionBounds(String written, String condition, String elsewhere) {}
