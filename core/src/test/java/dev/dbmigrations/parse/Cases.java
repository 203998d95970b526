package dev.dbmigrations.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The cases of a file in {@code src/test/resources/parse}. */
final class Cases {

    /** What a piece is to be, and what it is to hold. */
    record Expected(Piece.Kind kind, String content) {}

    record Case(String name, String text, List<Expected> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String NEW_CASE = "\n\n=== ";
    private static final String NEW_PIECE = "\n==> ";

    private Cases() {}

    static List<Case> in(String file) {
        String[] blocks = read(file).split(NEW_CASE, -1);
        List<Case> cases = new ArrayList<>();
        for (String block : List.of(blocks).subList(1, blocks.length)) {
            cases.add(parse(block));
        }
        return cases;
    }

    private static Case parse(String block) {
        String[] parts = block.split(NEW_PIECE, -1);
        List<Expected> expected = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            if (!part.equals("NONE")) {
                expected.add(new Expected(Piece.Kind.valueOf(firstLine(part)), rest(part)));
            }
        }
        return new Case(firstLine(parts[0]), rest(parts[0]), expected);
    }

    private static String firstLine(String text) {
        return text.substring(0, text.indexOf('\n'));
    }

    private static String rest(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream("/parse/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
