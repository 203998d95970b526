package dev.dbmigrations.backfill;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a row step has come.
 *
 * @param rows done so far, those of earlier processes included
 * @param estimatedRows in all; may turn out wrong in either direction
 * @param rowsPerSecond lately
 * @param remaining how long it will take at that speed; empty when nobody can say
 * @param waitingFor why it is not moving just now, or slower than it might; empty when nothing holds it back
 */
public record Progress(
        long rows, long estimatedRows, double rowsPerSecond, Optional<Duration> remaining, String waitingFor) {}
