package dev.dbmigrations.backfill;

/** Who is told how far a step has come. Called from the mover's threads, one call at a time. */
@FunctionalInterface
public interface ProgressListener {

    void progress(Progress progress);
}
