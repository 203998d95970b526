package dev.dbmigrations.cli.config;

import dev.dbmigrations.Migrator.OnFailure;
import dev.dbmigrations.analyze.Severity;
import dev.dbmigrations.backfill.Limits;
import dev.dbmigrations.cli.config.Configuration.Explained;
import dev.dbmigrations.cli.config.Settings.Gates;
import dev.dbmigrations.cli.config.Settings.Locks;
import dev.dbmigrations.cli.config.Settings.Moving;
import dev.dbmigrations.cli.config.Settings.Order;
import dev.dbmigrations.cli.config.Settings.Running;
import dev.dbmigrations.cli.config.Settings.Tables;
import dev.dbmigrations.cli.config.Settings.WayBack;
import dev.dbmigrations.plan.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes of the texts that were given what they mean, with the defaults where nothing was given. */
final class Typed {

    /** So many as can move rows at once. */
    private static final int MOST_WORKERS = 16;

    private static final int MOST_PROCESSORS = 4096;

    private final Layers layers;
    private final List<Explained> explained = new ArrayList<>();

    Typed(Layers layers) {
        this.layers = layers;
    }

    /** Every value that was asked for, in that order. */
    List<Explained> explained() {
        return explained;
    }

    boolean truth(Key key) {
        return value(key, "false", List.of("true", "false")).equals("true");
    }

    List<Path> migrations(Path root) {
        Given given = layers.of(Key.MIGRATIONS)
                .orElse(Given.of(Key.MIGRATIONS, root.resolve("migrations").toString(), "default"));
        explain(given);
        return given.texts().stream().map(Path::of).toList();
    }

    Running running(Target target) {
        boolean embedded = target instanceof EmbeddedTarget;
        String gates = word(Key.GATES, embedded ? "open" : "closed");
        WayBack wayBack = new WayBack(
                duration(Key.REVERT_WINDOW, gates.equals("open") ? "0s" : "24h"),
                duration(Key.KEEP_SNAPSHOTS, "7d"),
                word(Key.BACKUP, "none").equals("dump") ? Settings.Backup.DUMP : Settings.Backup.NONE,
                word(Key.ON_FAILURE, "rollback").equals("stop") ? OnFailure.STOP : OnFailure.ROLL_BACK);
        Locks locks = new Locks(
                duration(Key.LOCK_TIMEOUT, "500ms"),
                duration(Key.LOCK_RETRIES, "10m"),
                optionalDuration(Key.END_BLOCKERS_AFTER));
        Order order = truth(Key.OUT_OF_ORDER) ? Order.OUT_OF_ORDER : Order.STRICT;
        Severity failOn = failOn();
        Tables tables = new Tables(text(Key.SCHEMA), text(Key.HISTORY_TABLE));
        return new Running(gates.equals("open") ? Gates.OPEN : Gates.CLOSED, wayBack, locks, order, failOn, tables);
    }

    Severity failOn() {
        return Severity.valueOf(word(Key.FAIL_ON, "error").toUpperCase(Locale.ROOT));
    }

    Optional<Path> baseline() {
        return text(Key.BASELINE).map(Path::of);
    }

    Moving moving() {
        Pace pace = Pace.valueOf(word(Key.PACE, Pace.STEADY.word()).toUpperCase(Locale.ROOT));
        OptionalInt workers = layers.of(Key.WORKERS).isPresent()
                ? OptionalInt.of((int) count(Key.WORKERS, 1, 1, MOST_WORKERS))
                : OptionalInt.empty();
        return new Moving(
                pace,
                workers,
                optionalDuration(Key.BATCH_TIME),
                limits(),
                count(Key.SMALL_TABLE_ROWS, 10_000, 0, Long.MAX_VALUE));
    }

    private Limits limits() {
        OptionalInt processors = layers.of(Key.SERVER_PROCESSORS).isPresent()
                ? OptionalInt.of((int) count(Key.SERVER_PROCESSORS, 1, 1, MOST_PROCESSORS))
                : OptionalInt.empty();
        return new Limits(
                new Limits.Delays(optionalDuration(Key.MAX_REPLICA_LAG), optionalDuration(Key.MAX_TRANSACTION_AGE)),
                size(Key.MAX_LOG_RATE),
                new Limits.Disk(size(Key.MIN_FREE_DISK), size(Key.MAX_DATABASE_GROWTH)),
                text(Key.THROTTLE_QUERY),
                processors);
    }

    private Optional<Duration> optionalDuration(Key key) {
        return layers.of(key).map(given -> duration(key, ""));
    }

    private OptionalLong size(Key key) {
        Optional<Given> found = layers.of(key);
        found.ifPresent(this::explain);
        OptionalLong bytes = found.map(given -> Sizes.parse(given.text())).orElse(OptionalLong.empty());
        if (found.isPresent() && bytes.isEmpty()) {
            throw ConfigurationProblems.badValue(found.get(), List.of());
        }
        return bytes;
    }

    private Optional<String> text(Key key) {
        Optional<Given> given = layers.of(key);
        given.ifPresent(this::explain);
        return given.map(Given::text).filter(text -> !text.isBlank());
    }

    String word(Key key, String otherwise) {
        return value(key, otherwise, key.choices());
    }

    private String value(Key key, String otherwise, List<String> known) {
        Given given = given(key, otherwise);
        if (!known.contains(given.text())) {
            throw ConfigurationProblems.badValue(given, known);
        }
        return given.text();
    }

    private Duration duration(Key key, String otherwise) {
        Given given = given(key, otherwise);
        return Durations.parse(given.text()).orElseThrow(() -> ConfigurationProblems.badValue(given, List.of()));
    }

    private long count(Key key, long otherwise, long least, long most) {
        Given given = given(key, Long.toString(otherwise));
        String digits = given.text().replace("_", "");
        long number = digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
        if (number < least || number > most) {
            throw ConfigurationProblems.badCount(given, least, most);
        }
        return number;
    }

    private Given given(Key key, String otherwise) {
        Given given = layers.of(key).orElse(Given.of(key, otherwise, "default"));
        explain(given);
        return given;
    }

    private void explain(Given given) {
        explained.add(new Explained(given.key().word(), given.shown(), given.origin()));
    }
}
