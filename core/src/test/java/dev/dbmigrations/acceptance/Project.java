package dev.dbmigrations.acceptance;

import dev.dbmigrations.Migrator;
import dev.dbmigrations.Options;
import dev.dbmigrations.backfill.Limits;
import dev.dbmigrations.database.Login;
import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.plan.PlanningOptions;
import dev.dbmigrations.schema.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A folder of migrations and a database, as a user would have them. Tables of more than a hundred rows count as large. */
record Project(String url, Path folder, Options.Gates gates, Duration lockPatience, Duration keepSnapshots, Pace pace) {

    static final Duration LOCK_WAIT = Duration.ofMillis(300);

    Project(String url, Path folder, Options.Gates gates) {
        this(url, folder, gates, Duration.ofMinutes(2), Duration.ofDays(7), Pace.STEADY);
    }

    /** What migrations take away is kept for so long. */
    Project keeping(Duration time) {
        return new Project(url, folder, gates, lockPatience, time, pace);
    }

    Project withLockPatience(Duration patience) {
        return new Project(url, folder, gates, patience, keepSnapshots, pace);
    }

    Project at(Pace other) {
        return new Project(url, folder, gates, lockPatience, keepSnapshots, other);
    }

    void write(String name, String sql) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".sql"), sql);
    }

    Migrator migrator() {
        return migrator(lockPatience);
    }

    Migrator migrator(Duration lockPatience) {
        PlanningOptions planning = new PlanningOptions(
                        new Size(100, 1 << 20, 1 << 20), PlanningOptions.Clients.MAY_BE_CONNECTED, LOCK_WAIT)
                .keeping(keepSnapshots.isZero() ? PlanningOptions.Keeping.GONE : PlanningOptions.Keeping.KEPT)
                .at(pace);
        Options.Running running = new Options.Running(
                gates,
                lockPatience,
                new Options.Batches(pace, OptionalInt.empty(), Optional.empty(), Limits.DEFAULT),
                new Options.Accepted(true, true, false),
                Optional.empty(),
                Optional.empty(),
                keepSnapshots);
        return Migrator.open(new Options(
                new Login(url, "", () -> "", Map.of()),
                new Options.Files(List.of(folder), folder, Options.OutOfOrder.REFUSE),
                planning,
                running));
    }
}
