package dev.dbmigrations.execute;

import dev.dbmigrations.database.Session;
import java.util.List;

/** Statements one after the other, and which of them was the last to be sent. */
final class Script {
    private final List<String> statements;
    private String current = "";

    Script(List<String> statements) {
        this.statements = statements;
    }

    void run(Session session) {
        for (String statement : statements) {
            current = statement;
            session.execute(statement);
        }
        current = "";
    }

    /** The statement that failed, when one did; empty when the fault was in our own books. */
    String current() {
        return current;
    }
}
