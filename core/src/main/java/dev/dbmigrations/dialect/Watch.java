package dev.dbmigrations.dialect;

/**
 * Something for an operator to look at while a migration runs.
 *
 * @param what it shows, as a phrase
 * @param query in the server's own SQL, to be run in any client
 */
public record Watch(String what, String query) {}
