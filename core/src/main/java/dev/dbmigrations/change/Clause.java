package dev.dbmigrations.change;

/**
 * One change of a statement, with the SQL that performs it alone.
 *
 * <p>{@code ALTER TABLE t ADD a int, DROP b} has two clauses; the SQL of the second is {@code ALTER TABLE t DROP b}.
 *
 * @param change what is asked for
 * @param sql a statement of its own, without terminator
 */
public record Clause(Change change, String sql) {}
