package dev.dbmigrations.cli.config;

import java.util.Map;

/** Puts variables into texts of the file: {@code ${NAME}}, {@code ${NAME:-default}}. A dollar sign before them makes them ordinary characters. */
final class Interpolation {

    private static final String OPENING = "${";
    private static final String DEFAULT = ":-";

    private final Map<String, String> variables;

    Interpolation(Map<String, String> variables) {
        this.variables = variables;
    }

    String of(String text, Key key, String place) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf(OPENING); open >= 0; open = text.indexOf(OPENING, at)) {
            if (open > at && text.charAt(open - 1) == '$') {
                result.append(text, at, open - 1).append(OPENING);
                at = open + OPENING.length();
                continue;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw ConfigurationProblems.openVariable(place, key);
            }
            result.append(text, at, open);
            result.append(value(text.substring(open + OPENING.length(), close), key, place));
            at = close + 1;
        }
        return result.append(text.substring(at)).toString();
    }

    /** A variable that is set to nothing counts as not set, as the shell's {@code :-} has it. */
    private String value(String reference, Key key, String place) {
        int split = reference.indexOf(DEFAULT);
        String name = (split < 0 ? reference : reference.substring(0, split)).strip();
        String value = variables.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (split < 0) {
            throw ConfigurationProblems.undefinedVariable(place, key, name);
        }
        return reference.substring(split + DEFAULT.length());
    }
}
