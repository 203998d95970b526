package dev.dbmigrations.history;

import dev.dbmigrations.change.Migration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How runs are called: the migration and the moment it began, as in {@code V42@20261122-153012-123}. */
public final class RunName {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private RunName() {}

    /** A name for a run that begins now. */
    public static String of(Migration.Id migration, Instant now) {
        return migration.label() + "@" + STAMP.format(now);
    }

    /** The migration that a run is about. */
    public static String migration(String run) {
        int end = run.lastIndexOf('@');
        return end < 0 ? run : run.substring(0, end);
    }
}
