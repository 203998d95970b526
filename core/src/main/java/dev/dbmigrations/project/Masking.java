package dev.dbmigrations.project;

import dev.dbmigrations.project.Script.Form;
import dev.dbmigrations.project.Script.Part;
import dev.dbmigrations.project.Script.Segment;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Blots out the lines that are not meant, so that those that are keep their line and column. */
final class Masking {

    private static final Pattern ROLLBACK = Pattern.compile("^\\s*--\\s*rollback\\b", Pattern.CASE_INSENSITIVE);

    private Masking() {}

    static List<Part> parts(List<String> lines, List<Segment> segments) {
        List<Part> parts = new ArrayList<>();
        List<Segment> joined = new ArrayList<>();
        for (Segment segment : segments) {
            if (!joined.isEmpty() && !continues(joined.getLast(), segment)) {
                parts.add(part(lines, joined));
                joined.clear();
            }
            joined.add(segment);
        }
        if (!joined.isEmpty()) {
            parts.add(part(lines, joined));
        }
        return parts;
    }

    /** A statement may go on behind lines that are not meant, but neither backwards nor out of a marked statement. */
    private static boolean continues(Segment before, Segment next) {
        return before.form() != Form.ONE_STATEMENT && next.form() != Form.ONE_STATEMENT && next.first() > before.last();
    }

    private static Part part(List<String> lines, List<Segment> joined) {
        StringBuilder text = new StringBuilder();
        int line = 1;
        for (Segment segment : joined) {
            text.repeat('\n', segment.first() - line);
            for (line = segment.first(); line <= segment.last(); line++) {
                text.append(plain(lines.get(line - 1), segment.form())).append('\n');
            }
        }
        return new Part(joined.getFirst().form(), () -> new StringReader(text.toString()));
    }

    private static String plain(String line, Form form) {
        return form == Form.ROLLBACK_LINES ? ROLLBACK.matcher(line).replaceFirst(word -> " ".repeat(word.end())) : line;
    }
}
