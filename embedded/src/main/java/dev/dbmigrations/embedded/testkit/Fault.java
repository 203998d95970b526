package dev.dbmigrations.embedded.testkit;

import java.time.Duration;

/**
 * What a {@link FaultProxy} does to what passes through it.
 *
 * <p>A cut resets both sides of one connection and happens once: afterwards the proxy is healthy, so that a retry can
 * succeed.
 */
public sealed interface Fault {

    /** Which way bytes go. */
    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** Everything passes. */
    record None() implements Fault {}

    /** Each chunk, either way, arrives so much later. */
    record Delay(Duration each) implements Fault {}

    /** Nothing passes and nobody is told; what was sent arrives when the fault is over. */
    record BlackHole() implements Fault {}

    /** New connections are reset; those that exist are left alone. */
    record Refuse() implements Fault {}

    /** A cut once so many more bytes have passed in that direction, over all connections; they are the last to pass. */
    record CutAfterBytes(Direction direction, long bytes) implements Fault {}

    /** A cut instead of delivering the chunk in which that text is complete: the other side never sees it. */
    record CutBefore(Direction direction, String text) implements Fault {}

    /**
     * A cut after delivering the chunk in which that text is complete. Towards the server it waits for the answer and
     * keeps it back: {@code COMMIT} has happened, and the client cannot know.
     */
    record CutAfter(Direction direction, String text) implements Fault {}
}
