package dev.dbmigrations.cli;

/**
 * One command as it was typed, with all that it may use.
 *
 * @param options those that every command has
 * @param surroundings where it was typed
 * @param display where it says what it does
 * @param summary what it knows so far
 */
public record Call(GlobalOptions options, Surroundings surroundings, Display display, Summary summary) {}
