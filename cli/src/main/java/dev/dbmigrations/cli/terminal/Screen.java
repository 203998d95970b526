package dev.dbmigrations.cli.terminal;

import java.util.OptionalInt;

/**
 * Where text appears.
 *
 * @param columns how wide the terminal is; empty when it is none, but a file, a pipe or a log
 */
public record Screen(OptionalInt columns) {
    public static final Screen NONE = new Screen(OptionalInt.empty());

    private static final int USUAL = 80;
    private static final int NARROWEST = 40;

    public static Screen terminal(int columns) {
        return new Screen(OptionalInt.of(columns < NARROWEST ? USUAL : columns));
    }

    public boolean isTerminal() {
        return columns.isPresent();
    }
}
