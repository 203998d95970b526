package dev.dbmigrations.backfill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * How much longer a probe takes lately than it takes when nothing moves. Both are what nine probes in ten stay below: a
 * single slow one says nothing. Not thread-safe.
 */
final class Latency {
    private static final int LATELY = 25;
    private static final int STILL = 50;
    private static final int LEAST = 5;

    private final Deque<Double> lately = new ArrayDeque<>();
    private final Deque<Double> still = new ArrayDeque<>();

    private String failure = "";

    /** Takes a sample, in seconds. */
    void add(double seconds, boolean nothingMoved) {
        failure = "";
        append(lately, seconds, LATELY);
        if (nothingMoved) {
            append(still, seconds, STILL);
        }
    }

    private static void append(Deque<Double> window, double seconds, int most) {
        window.addLast(seconds);
        if (window.size() > most) {
            window.removeFirst();
        }
    }

    /** There is no sample, and until there is one again nothing is known. */
    void failed(String why) {
        failure = why;
    }

    /** What was measured before says nothing about what comes. */
    void beginAnew() {
        lately.clear();
    }

    /**
     * In seconds, never below zero; empty as long as too little was measured.
     *
     * @throws IllegalStateException when the latest probe failed
     */
    OptionalDouble excess() {
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        return lately.size() < LEAST || still.size() < LEAST
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, usual(lately) - usual(still)));
    }

    private static double usual(Deque<Double> window) {
        return window.stream()
                .sorted()
                .skip((window.size() * 9L - 1) / 10)
                .findFirst()
                .orElse(0.0);
    }
}
