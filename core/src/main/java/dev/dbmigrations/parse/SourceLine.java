package dev.dbmigrations.parse;

/**
 * A line of the text with a caret under the place that is meant, both cut to what is read at a glance.
 *
 * @param text the line
 * @param caret blanks, then {@code ^}, as wide as the line up to the place
 */
public record SourceLine(String text, String caret) {

    private static final int BEFORE = 70;
    private static final int AFTER = 50;
    private static final String CUT = "…";

    static SourceLine around(Window window, int index) {
        int from = index;
        int oldest = Math.max(index - BEFORE, -window.remembered());
        while (from > oldest && !Characters.isLineEnd(window.at(from - 1)) && !window.isByteOrderMark(from - 1)) {
            from--;
        }
        int to = index;
        while (to < index + AFTER && window.at(to) != Window.END && !Characters.isLineEnd(window.at(to))) {
            to++;
        }
        boolean cutBefore =
                index - from == BEFORE && window.offset() + from > 0 && !Characters.isLineEnd(window.at(from - 1));
        boolean cutAfter = window.at(to) != Window.END && !Characters.isLineEnd(window.at(to));
        String before = (cutBefore ? CUT : "") + window.text(from, index);
        return new SourceLine(before + window.text(index, to) + (cutAfter ? CUT : ""), blank(before) + "^");
    }

    /** Tabs stay tabs, so that the caret stands right whatever their width. */
    private static String blank(String before) {
        StringBuilder blanks = new StringBuilder();
        before.codePoints().forEach(c -> blanks.append(c == '\t' ? '\t' : ' '));
        return blanks.toString();
    }
}
