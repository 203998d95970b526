package dev.dbmigrations.project.starter;

import java.util.List;

/**
 * The statements of a new migration, without terminators.
 *
 * @param up the way forth
 * @param undo the way back; empty when it does not follow from the name
 */
record Statements(List<String> up, List<String> undo) {
    Statements {
        up = List.copyOf(up);
        undo = List.copyOf(undo);
    }

    static Statements of(String up, String undo) {
        return new Statements(List.of(up), List.of(undo));
    }

    static Statements oneWay(List<String> up) {
        return new Statements(up, List.of());
    }

    Statements reversed() {
        return new Statements(undo, up);
    }
}
