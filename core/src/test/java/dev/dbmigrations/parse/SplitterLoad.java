package dev.dbmigrations.parse;

import dev.dbmigrations.database.mysql.MySqlLexicalRules;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.dialect.LexicalRules;
import java.io.Reader;
import java.util.EnumMap;
import java.util.Map;

/** A program that splits more text than it has memory for, and prints what it saw. */
final class SplitterLoad {

    /** The same text again and again, made while it is read. */
    static final class Repeated extends Reader {
        private final String text;
        private long left;
        private int at;

        Repeated(String text, long times) {
            this.text = text;
            this.left = times * text.length();
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, text.length() - at), left);
            text.getChars(at, at + count, buffer, offset);
            at = (at + count) % text.length();
            left -= count;
            return count;
        }

        @Override
        public void close() {}
    }

    private SplitterLoad() {}

    static Map<Piece.Kind, Long> count(Splitter splitter) {
        Map<Piece.Kind, Long> counts = new EnumMap<>(Piece.Kind.class);
        splitter.forEachRemaining(piece -> counts.merge(piece.kind(), 1L, Long::sum));
        return counts;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        String text = arguments[0];
        long times = Long.parseLong(arguments[1]);
        LexicalRules rules = arguments[2].equals("mysql") ? MySqlLexicalRules.MYSQL : PostgresLexicalRules.RULES;
        long begun = System.nanoTime();
        Map<Piece.Kind, Long> counts = count(new Splitter(new Repeated(text, times), rules, "load.sql"));
        double seconds = (System.nanoTime() - begun) / 1e9;
        double megabytes = text.length() * times / 1e6;
        System.out.println(counts);
        System.out.printf("%.0f MB in %.2f s: %.0f MB/s%n", megabytes, seconds, megabytes / seconds);
    }
}
