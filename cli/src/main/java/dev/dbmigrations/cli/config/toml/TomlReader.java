package dev.dbmigrations.cli.config.toml;

import dev.dbmigrations.cli.config.toml.OpenTable.Origin;
import dev.dbmigrations.cli.config.toml.TomlValue.Items;
import dev.dbmigrations.cli.config.toml.TomlValue.Place;
import dev.dbmigrations.cli.config.toml.TomlValue.Table;
import dev.dbmigrations.cli.config.toml.TomlValue.Text;
import dev.dbmigrations.cli.config.toml.TomlValue.Truth;
import dev.dbmigrations.cli.config.toml.TomlValue.Whole;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads TOML 1.0 but for what no configuration of ours needs: dates, fractions, other bases than ten and lists of tables. */
public final class TomlReader {

    /** A part of a key and where it stands. */
    private record Part(String name, Place place) {}

    private static final String ONCE = "keep one of the two";

    private final TomlCursor cursor;
    private final TomlText text;
    private final OpenTable root = new OpenTable(new Place(1, 1), Origin.HEADER);
    private OpenTable current = root;

    private TomlReader(TomlCursor cursor) {
        this.cursor = cursor;
        this.text = new TomlText(cursor);
    }

    /**
     * The whole file as a table.
     *
     * @param file its path as the user would type it, for messages
     * @throws dev.dbmigrations.MigrationException if it cannot be read, with the place
     */
    public static Table read(String text, String file) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        TomlReader reader = new TomlReader(new TomlCursor(plain, file));
        reader.lines();
        return reader.root.close();
    }

    private void lines() {
        cursor.skipLines();
        while (cursor.peek() != TomlCursor.END) {
            if (cursor.peek() == '[') {
                header();
            } else {
                entry(current);
            }
            cursor.endLine();
            cursor.skipLines();
        }
    }

    private void header() {
        Place start = cursor.place();
        cursor.next();
        if (cursor.peek() == '[') {
            throw cursor.wrongAt(start, "lists of tables are not used here", "write [name] with single brackets");
        }
        List<Part> parts = key();
        if (!cursor.skip("]")) {
            throw cursor.wrong("the header is not closed", "write ] behind the name");
        }
        OpenTable table = root;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            table = below(table, part, Origin.IMPLIED);
        }
        current = claim(table, parts.getLast());
    }

    private OpenTable claim(OpenTable parent, Part part) {
        OpenTable known = parent.table(part.name());
        if (known != null && known.origin() == Origin.IMPLIED) {
            known.claimedByHeader();
            return known;
        }
        refuseSecond(parent, part);
        return parent.open(part.name(), part.place(), Origin.HEADER);
    }

    private OpenTable below(OpenTable parent, Part part, Origin origin) {
        OpenTable known = parent.table(part.name());
        if (known != null && (origin == Origin.IMPLIED || known.origin() == Origin.DOTTED_KEY)) {
            return known;
        }
        refuseSecond(parent, part);
        return parent.open(part.name(), part.place(), origin);
    }

    private void entry(OpenTable table) {
        List<Part> parts = key();
        if (!cursor.skip("=")) {
            throw cursor.wrong("behind a key stands =", "write it like: lock-timeout = \"500ms\"");
        }
        OpenTable target = table;
        for (Part part : parts.subList(0, parts.size() - 1)) {
            target = below(target, part, Origin.DOTTED_KEY);
        }
        Part last = parts.getLast();
        refuseSecond(target, last);
        cursor.skipBlanks();
        target.put(last.name(), last.place(), value());
    }

    private void refuseSecond(OpenTable table, Part part) {
        @Nullable Place earlier = table.earlier(part.name());
        if (earlier != null) {
            throw cursor.wrongAt(part.place(), part.name() + " is there already, in line " + earlier.line(), ONCE);
        }
    }

    private List<Part> key() {
        List<Part> parts = new ArrayList<>();
        do {
            cursor.skipBlanks();
            Place place = cursor.place();
            String name = text.isNext() ? text.oneLine() : cursor.take(TomlReader::isBare);
            if (name.isEmpty()) {
                throw cursor.wrongAt(place, "a key is expected here", "write it like: lock-timeout = \"500ms\"");
            }
            parts.add(new Part(name, place));
            cursor.skipBlanks();
        } while (cursor.skip("."));
        return parts;
    }

    private static boolean isBare(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private TomlValue value() {
        Place place = cursor.place();
        if (text.isNext()) {
            return new Text(text.read(), place);
        }
        return switch (cursor.peek()) {
            case '[' -> items(place);
            case '{' -> inlineTable(place);
            default -> word(place);
        };
    }

    private Items items(Place place) {
        cursor.next();
        List<TomlValue> values = new ArrayList<>();
        cursor.skipLines();
        while (!cursor.skip("]")) {
            values.add(value());
            cursor.skipLines();
            if (!cursor.skip(",") && cursor.peek() != ']') {
                throw cursor.wrong("the list is not closed", "write , between values and ] behind the last");
            }
            cursor.skipLines();
        }
        return new Items(values, place);
    }

    private Table inlineTable(Place place) {
        cursor.next();
        OpenTable table = new OpenTable(place, Origin.HEADER);
        cursor.skipBlanks();
        boolean first = true;
        while (!cursor.skip("}")) {
            if (!first && !cursor.skip(",")) {
                throw cursor.wrong("the table is not closed", "write , between keys and } behind the last");
            }
            first = false;
            entry(table);
            cursor.skipBlanks();
        }
        return table.close();
    }

    private TomlValue word(Place place) {
        String word = cursor.take(c -> isBare(c) || c == '+' || c == '.' || c == ':');
        if (word.equals("true") || word.equals("false")) {
            return new Truth(word.equals("true"), place);
        }
        if (word.matches("[+-]?(0|[1-9]\\d*(_\\d+)*)")) {
            return whole(word, place);
        }
        String quoted = cursor.mayHoldSecret(place) ? "write it in quotes" : "write it in quotes: \"" + word + "\"";
        String advice = word.isEmpty() ? "write a value behind =" : quoted;
        throw cursor.wrongAt(place, "this is neither a text, a whole number, true nor false", advice);
    }

    private Whole whole(String word, Place place) {
        try {
            return new Whole(Long.parseLong(word.replace("_", "")), place);
        } catch (NumberFormatException e) {
            throw cursor.wrongAt(place, "the number is too large", "write a smaller one");
        }
    }
}
