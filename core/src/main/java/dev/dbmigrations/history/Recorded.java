package dev.dbmigrations.history;

import java.time.Instant;

/**
 * An event as the journal holds it.
 *
 * @param id rising in the order of recording, though not always in that of committing
 * @param run whose
 * @param at when, by the server's clock
 * @param event what
 * @param who recorded it
 */
public record Recorded(long id, String run, Instant at, Event event, String who) {}
