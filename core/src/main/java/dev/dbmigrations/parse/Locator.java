package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;

/** Finds the line and the column of an index in a {@link Window}, each character looked at once if asked in order. */
final class Locator {

    private final Window window;
    private final String file;
    private int firstLine = 1;
    private int firstColumn = 1;
    private int index;
    private int line = 1;
    private int column = 1;

    Locator(Window window, String file) {
        this.window = window;
        this.file = file;
    }

    String file() {
        return file;
    }

    Position at(int wanted) {
        moveTo(wanted);
        return new Position(file, line, column);
    }

    int lineAt(int wanted) {
        moveTo(wanted);
        return line;
    }

    int columnAt(int wanted) {
        moveTo(wanted);
        return column;
    }

    /** To be called before the window drops as many. */
    void drop(int count) {
        moveTo(count);
        firstLine = line;
        firstColumn = column;
        index = 0;
    }

    private void moveTo(int wanted) {
        if (wanted < index) {
            index = 0;
            line = firstLine;
            column = firstColumn;
        }
        for (; index < wanted; index++) {
            step(window.at(index));
        }
    }

    private void step(int character) {
        if (character == '\n' || (character == '\r' && window.at(index + 1) != '\n')) {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate((char) character) && !window.isByteOrderMark(index)) {
            column++;
        }
    }
}
