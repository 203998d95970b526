package dev.dbmigrations.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A thing that can be set, by its name in the configuration. */
public enum Key {
    MIGRATIONS("migrations", Kind.LIST, Scope.ANYWHERE),
    FAIL_ON("fail-on", Kind.WORD, Scope.ANYWHERE),
    BASELINE("baseline", Kind.TEXT, Scope.ANYWHERE),
    URL("url", Kind.TEXT, Scope.ENVIRONMENT),
    USER("user", Kind.TEXT, Scope.ENVIRONMENT),
    PASSWORD("password", Kind.TEXT, Scope.ENVIRONMENT),
    PASSWORD_FILE("password-file", Kind.TEXT, Scope.ENVIRONMENT),
    SCHEMA("schema", Kind.TEXT, Scope.ANYWHERE),
    PROTECTED("protected", Kind.TRUTH, Scope.ENVIRONMENT),
    GATES("gates", Kind.WORD, Scope.ANYWHERE),
    REVERT_WINDOW("revert-window", Kind.DURATION, Scope.ANYWHERE),
    KEEP_SNAPSHOTS("keep-snapshots", Kind.DURATION, Scope.ANYWHERE),
    BACKUP("backup", Kind.WORD, Scope.ANYWHERE),
    ON_FAILURE("on-failure", Kind.WORD, Scope.ANYWHERE),
    LOCK_TIMEOUT("lock-timeout", Kind.DURATION, Scope.ANYWHERE),
    LOCK_RETRIES("lock-retries", Kind.DURATION, Scope.ANYWHERE),
    END_BLOCKERS_AFTER("end-blockers-after", Kind.DURATION, Scope.ANYWHERE),
    PACE("pace", Kind.WORD, Scope.ANYWHERE),
    MAX_REPLICA_LAG("max-replica-lag", Kind.DURATION, Scope.ANYWHERE),
    MAX_TRANSACTION_AGE("max-transaction-age", Kind.DURATION, Scope.ANYWHERE),
    MAX_LOG_RATE("max-log-rate", Kind.SIZE, Scope.ANYWHERE),
    MIN_FREE_DISK("min-free-disk", Kind.SIZE, Scope.ANYWHERE),
    MAX_DATABASE_GROWTH("max-database-growth", Kind.SIZE, Scope.ANYWHERE),
    THROTTLE_QUERY("throttle-query", Kind.TEXT, Scope.ANYWHERE),
    SERVER_PROCESSORS("server-processors", Kind.COUNT, Scope.ANYWHERE),
    BATCH_TIME("batch-time", Kind.DURATION, Scope.ANYWHERE),
    WORKERS("workers", Kind.COUNT, Scope.ANYWHERE),
    SMALL_TABLE_ROWS("small-table-rows", Kind.COUNT, Scope.ANYWHERE),
    OUT_OF_ORDER("out-of-order", Kind.TRUTH, Scope.ANYWHERE),
    HISTORY_TABLE("history-table", Kind.TEXT, Scope.ANYWHERE),
    EMBEDDED("embedded", Kind.WORD, Scope.ENVIRONMENT),
    KEEP_RUNNING("keep-running", Kind.TRUTH, Scope.ANYWHERE);

    /** What kind of value it takes. */
    public enum Kind {
        TEXT("a text"),
        LIST("a text or a list of texts"),
        WORD("a word"),
        DURATION("a duration such as \"500ms\", \"5s\" or \"2m\""),
        SIZE("a size such as \"500MB\" or \"20GB\""),
        COUNT("a whole number, 0 or more"),
        TRUTH("true or false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Where in the file it may stand. */
    public enum Scope {
        /** At the top, for all environments, or below one of them. */
        ANYWHERE,
        /** Below an environment only: it is about one database. */
        ENVIRONMENT
    }

    static final String VARIABLES = "DB_MIGRATIONS_";

    private final String word;
    private final Kind kind;
    private final Scope scope;

    Key(String word, Kind kind, Scope scope) {
        this.word = word;
        this.kind = kind;
        this.scope = scope;
    }

    public String word() {
        return word;
    }

    Kind kind() {
        return kind;
    }

    Scope scope() {
        return scope;
    }

    /** The values of a key that takes one of some words. */
    List<String> choices() {
        return switch (this) {
            case FAIL_ON -> List.of("error", "warning", "info");
            case GATES -> List.of("open", "closed");
            case BACKUP -> List.of("none", "dump");
            case ON_FAILURE -> List.of("rollback", "stop");
            case PACE -> List.of("gentle", "steady", "fast");
            case EMBEDDED -> List.of("postgresql", "mariadb");
            default -> List.of();
        };
    }

    boolean isSecret() {
        return this == PASSWORD;
    }

    /** The variable that sets it: {@code DB_MIGRATIONS_LOCK_TIMEOUT}. */
    public String variable() {
        return VARIABLES + inVariables(word);
    }

    /** The variable that sets it for one environment: {@code DB_MIGRATIONS_ENV_PRODUCTION_URL}. */
    String variable(String environment) {
        return VARIABLES + "ENV_" + inVariables(environment) + "_" + inVariables(word);
    }

    private static String inVariables(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    static Optional<Key> of(String word) {
        return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Key::word).toList();
    }
}
