package dev.dbmigrations.report.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Words, some of them code or strong.
 *
 * @param spans in order
 */
public record Line(List<Span> spans) {

    /** Words of one look. */
    public record Span(String text, Look look) {}

    /** How words look. */
    public enum Look {
        PLAIN,
        CODE,
        STRONG
    }

    public Line {
        spans = List.copyOf(spans);
    }

    public static Line of(String text) {
        return new Line(List.of(new Span(text, Look.PLAIN)));
    }

    public static Line code(String text) {
        return new Line(List.of(new Span(text, Look.CODE)));
    }

    public static Line strong(String text) {
        return new Line(List.of(new Span(text, Look.STRONG)));
    }

    public Line and(String text) {
        return and(Line.of(text));
    }

    public Line andCode(String text) {
        return and(Line.code(text));
    }

    public Line and(Line more) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(more.spans);
        return new Line(all);
    }

    /** Without any look. */
    public String plain() {
        StringBuilder text = new StringBuilder();
        spans.forEach(s -> text.append(s.text()));
        return text.toString();
    }
}
