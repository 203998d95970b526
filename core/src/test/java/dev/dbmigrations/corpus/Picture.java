package dev.dbmigrations.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A whole database as sorted lines, but for the tables of our own: two databases are the same when their pictures are.
 *
 * @param shape what is said of everything but rows
 * @param rows every row of every table with its columns in the order of their names
 */
record Picture(List<String> shape, List<String> rows) {
    /** Of a moment, or one that nobody can foretell. */
    private static final Pattern PASSING = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00" + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Without what is said about the order of columns. */
    Picture inAnyColumnOrder() {
        return keeping(line -> !line.startsWith("order of columns of "));
    }

    Picture keeping(Predicate<String> shown) {
        return new Picture(shape.stream().filter(shown).toList(), rows);
    }

    /** With one time and one UUID in the place of all. */
    Picture withoutPassingValues() {
        return new Picture(
                shape,
                rows.stream()
                        .map(r -> PASSING.matcher(r).replaceAll("…"))
                        .sorted()
                        .toList());
    }

    Picture withoutRows() {
        return new Picture(shape, List.of());
    }

    /** What only this one has, with a minus, and what only the other has, with a plus; empty when they are the same. */
    String differenceTo(Picture other) {
        return difference(shape, other.shape) + difference(rows, other.rows);
    }

    private static String difference(List<String> mine, List<String> theirs) {
        List<String> gone = new ArrayList<>(mine);
        theirs.forEach(gone::remove);
        List<String> come = new ArrayList<>(theirs);
        mine.forEach(come::remove);
        StringBuilder text = new StringBuilder();
        gone.forEach(line -> text.append("- ").append(line).append('\n'));
        come.forEach(line -> text.append("+ ").append(line).append('\n'));
        return text.toString();
    }
}
