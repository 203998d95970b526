package dev.dbmigrations.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How long each statement of a foreground took, counted from when it was due. A client that has to wait makes its next
 * statements late, and that is what their users see: it must count, or standing still would look harmless.
 *
 * <p>Times are microseconds since 1970. Not thread-safe.
 */
final class Latencies {
    private long[] due = new long[1024];
    private long[] took = new long[1024];
    private int count;
    private int errors;

    void add(long dueAt, long latency) {
        if (count == due.length) {
            due = Arrays.copyOf(due, 2 * count);
            took = Arrays.copyOf(took, 2 * count);
        }
        due[count] = dueAt;
        took[count] = latency;
        count++;
    }

    void addError() {
        errors++;
    }

    void addErrors(int more) {
        errors += more;
    }

    void addAll(Latencies other) {
        for (int i = 0; i < other.count; i++) {
            add(other.due[i], other.took[i]);
        }
        errors += other.errors;
    }

    /** Statements that failed, each for good. */
    int errors() {
        return errors;
    }

    /**
     * A stretch of time, in milliseconds and statements a second.
     *
     * @param throughput of what was finished in it
     * @param median of what was due in it, as the following
     */
    record Stretch(double throughput, double median, double p99, double longest) {}

    Stretch between(long from, long until) {
        long finished = IntStream.range(0, count)
                .mapToLong(i -> due[i] + took[i])
                .filter(end -> end >= from && end < until)
                .count();
        long[] sorted = IntStream.range(0, count)
                .filter(i -> due[i] >= from && due[i] < until)
                .mapToLong(i -> took[i])
                .sorted()
                .toArray();
        double seconds = (until - from) / 1e6;
        return new Stretch(finished / seconds, quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
    }

    /** In milliseconds: the smallest value that is not exceeded by that share of all. */
    private static double quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e3;
    }
}
