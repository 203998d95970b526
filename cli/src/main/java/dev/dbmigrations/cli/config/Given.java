package dev.dbmigrations.cli.config;

import java.util.List;

/**
 * A value that somebody gave.
 *
 * @param key for what
 * @param texts the value; several for a list
 * @param origin where it came from, for example {@code db-migrations.toml:7} or {@code DB_MIGRATIONS_URL}
 */
record Given(Key key, List<String> texts, String origin) {
    Given {
        texts = List.copyOf(texts);
    }

    static Given of(Key key, String text, String origin) {
        return new Given(key, List.of(text), origin);
    }

    String text() {
        return String.join(", ", texts);
    }

    /** As it may be printed. */
    String shown() {
        return key.isSecret() ? Secret.SHOWN : ConnectionAddress.redacted(text());
    }

    /** A value shows itself when it stands in a message, so it must not show a secret. */
    @Override
    public String toString() {
        return key.word() + "=" + shown() + " from " + origin;
    }
}
