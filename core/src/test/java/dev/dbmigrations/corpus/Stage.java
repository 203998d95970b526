package dev.dbmigrations.corpus;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A case laid out once, as a database from which all others of its tests are copied: the same rows to the last timestamp.
 * What several tests want to know of it is found out once, too.
 */
final class Stage implements AutoCloseable {
    private static final AtomicInteger STAGES = new AtomicInteger();
    private final OnServer where;
    private final String name = "corpus_%04d".formatted(STAGES.incrementAndGet());
    private final AtomicInteger trials = new AtomicInteger();
    private @Nullable Picture naiveEnd;
    private @Nullable Journey journey;

    private Stage(OnServer where) {
        this.where = where;
    }

    static Stage of(OnServer where) {
        Stage stage = new Stage(where);
        stage.ground().layOut(stage.name, where.question());
        return stage;
    }

    OnServer where() {
        return where;
    }

    CorpusCase question() {
        return where.question();
    }

    Ground ground() {
        return where.ground();
    }

    /** The case in a database of its own, before anything has happened. */
    Trial trial() {
        String copy = name + "_%02d".formatted(trials.incrementAndGet());
        ground().copy(name, copy, question());
        return new Trial(this, copy);
    }

    /** Where the naive migration leads. */
    synchronized Picture naiveEnd() {
        if (naiveEnd == null) {
            try (Trial scratch = trial()) {
                scratch.run(where.naive());
                naiveEnd = scratch.picture();
            }
        }
        return naiveEnd;
    }

    synchronized Journey journey() {
        if (journey == null) {
            journey = Journey.make(this);
        }
        return journey;
    }

    @Override
    public void close() {
        ground().drop(name);
    }
}
