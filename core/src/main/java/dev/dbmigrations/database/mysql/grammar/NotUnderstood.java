package dev.dbmigrations.database.mysql.grammar;

import java.io.Serial;

/** A grammar took a statement in which something is missing that its meaning depends on. */
final class NotUnderstood extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NotUnderstood(String message) {
        super(message);
    }
}
