package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;

/** Makes the exceptions for what is wrong in a {@link Window}. */
final class Failures {

    private final Window window;
    private final Locator locator;

    Failures(Window window, Locator locator) {
        this.window = window;
        this.locator = locator;
    }

    ParseException at(int index, ParseProblem problem, String remark) {
        return new ParseException(problem, locator.at(index), SourceLine.around(window, index), remark);
    }

    /** Where something began, kept while the window moves on. */
    record Opening(Position position, SourceLine source) {}

    Opening opening(int index) {
        return new Opening(locator.at(index), SourceLine.around(window, index));
    }

    /** The text ended while something that began at an index was open. */
    ParseException neverClosed(int index, ParseProblem problem) {
        return neverClosed(opening(index), problem, "");
    }

    ParseException neverClosed(Opening opening, ParseProblem problem, String detail) {
        String remark = "opened here, open at the end, line " + lastLine() + detail;
        return new ParseException(problem, opening.position(), opening.source(), remark);
    }

    private int lastLine() {
        int last = 0;
        while (window.at(last) != Window.END) {
            last++;
        }
        return locator.lineAt(last);
    }
}
