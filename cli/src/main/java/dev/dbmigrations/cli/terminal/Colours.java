package dev.dbmigrations.cli.terminal;

import java.util.Map;

/** Words in colour, or plain ones where colour is not wanted. */
public enum Colours {
    ON,
    OFF;

    /** When to use colour. */
    public enum Choice {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** By default a terminal gets colour unless it is a dumb one or NO_COLOR is set to anything (no-color.org). */
    public static Colours of(Choice choice, Screen screen, Map<String, String> environment) {
        return switch (choice) {
            case ALWAYS -> ON;
            case NEVER -> OFF;
            case AUTO ->
                screen.isTerminal()
                                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                                && !"dumb".equals(environment.get("TERM"))
                        ? ON
                        : OFF;
        };
    }

    public String good(String text) {
        return painted("32", text);
    }

    public String bad(String text) {
        return painted("31;1", text);
    }

    public String warning(String text) {
        return painted("33", text);
    }

    public String faint(String text) {
        return painted("2", text);
    }

    public String strong(String text) {
        return painted("1", text);
    }

    private String painted(String code, String text) {
        return this == OFF || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
