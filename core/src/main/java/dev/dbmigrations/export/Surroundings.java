package dev.dbmigrations.export;

import dev.dbmigrations.dialect.Dialect;
import dev.dbmigrations.history.Home;
import java.time.Duration;

/**
 * What all scripts of a database have in common.
 *
 * @param dialect how it speaks
 * @param home where our tables are
 * @param lockPatience how long a step tries again to get its lock
 */
public record Surroundings(Dialect dialect, Home home, Duration lockPatience) {}
