package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.testkit.Fault.Direction;
import java.nio.charset.StandardCharsets;

/** One direction of a connection: what has just gone that way, so that a text is found though it came in pieces. */
final class Passage {
    private static final int REMEMBERED = 200;

    private final Direction direction;
    private String before = "";
    private String now = "";

    Passage(Direction direction) {
        this.direction = direction;
    }

    Direction direction() {
        return direction;
    }

    void see(byte[] buffer, int length) {
        String seen = before + now;
        before = seen.substring(Math.max(0, seen.length() - REMEMBERED));
        now = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether the text became complete with the latest chunk, going that way. */
    boolean completes(Direction wanted, String text) {
        int earliest = Math.max(0, before.length() - text.length() + 1);
        return wanted == direction && (before + now).indexOf(text, earliest) >= 0;
    }
}
