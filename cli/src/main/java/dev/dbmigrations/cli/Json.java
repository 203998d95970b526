package dev.dbmigrations.cli;

import java.util.Iterator;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists and plain values as JSON (RFC 8259), indented by two. Costs nothing to load, unlike a library. */
public final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** JSON that is written already, to be put into a larger document. */
    public record Written(String text) {}

    public static Written written(String text) {
        return new Written(text);
    }

    /** The document, with a line break at its end. */
    public static String text(Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.text.append('\n').toString();
    }

    private void write(@Nullable Object value, String lineBreak) {
        switch (value) {
            case null -> text.append("null");
            case Written json -> text.append(json.text().strip().replace("\n", lineBreak));
            case Map<?, ?> map -> writeAll(map.entrySet().iterator(), "{}", lineBreak);
            case Iterable<?> list -> writeAll(list.iterator(), "[]", lineBreak);
            case Entry<?, ?> entry -> {
                quote(String.valueOf(entry.getKey()));
                text.append(": ");
                write(entry.getValue(), lineBreak);
            }
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            default -> quote(value.toString());
        }
    }

    private void writeAll(Iterator<?> values, String brackets, String lineBreak) {
        if (!values.hasNext()) {
            text.append(brackets);
            return;
        }
        String inner = lineBreak + "  ";
        text.append(brackets.charAt(0));
        String separator = inner;
        while (values.hasNext()) {
            text.append(separator);
            write(values.next(), inner);
            separator = "," + inner;
        }
        text.append(lineBreak).append(brackets.charAt(1));
    }

    private void quote(String string) {
        text.append('"');
        string.chars().forEach(character -> {
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (character < ' ') {
                        text.append("\\u%04x".formatted(character));
                    } else {
                        text.append((char) character);
                    }
                }
            }
        });
        text.append('"');
    }
}
