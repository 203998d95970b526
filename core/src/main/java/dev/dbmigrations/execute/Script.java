package dev.dbmigrations.execute;

import dev.dbmigrations.database.Session;
import java.util.List;

/** Statements one after the other, and which of them was the last to be sent. */
final class Script {
    private final List<String> statements;
    private String current = "";
    private int number = -1;

    Script(List<String> statements) {
        this.statements = statements;
    }

    /** Of statements that come piece by piece. */
    Script() {
        this(List.of());
    }

    void run(Session session) {
        run(session, statements);
    }

    void run(Session session, List<String> some) {
        number = -1;
        for (String statement : some) {
            current = statement;
            number++;
            session.execute(statement);
        }
        current = "";
        number = -1;
    }

    /** Which one that is, from 0; negative when the fault was in our own books. */
    int number() {
        return number;
    }

    /** The statement that failed, when one did; empty when the fault was in our own books. */
    String current() {
        return current;
    }
}
