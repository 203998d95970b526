package dev.dbmigrations.parse;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of a text that is being looked at: from the beginning of the current piece to the last character read.
 *
 * <p>An index counts characters from the beginning of the current piece. A little of what came before is kept for messages.
 */
final class Window {

    /** Stands for a character after the last one. */
    static final int END = -1;

    static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int FIRST_SIZE = 1 << 16;
    private static final int REMEMBERED = 256;

    private final @Nullable Reader reader;
    private char[] characters;
    private int begin;
    private int limit;
    private long offset;
    private boolean exhausted;

    Window(Reader reader) {
        this.reader = reader;
        this.characters = new char[FIRST_SIZE];
    }

    Window(CharSequence text) {
        this.reader = null;
        this.characters = text.toString().toCharArray();
        this.limit = characters.length;
        this.exhausted = true;
    }

    /** The character at an index, or {@link #END}. An index before the piece reaches back into what is remembered. */
    int at(int index) {
        int at = begin + index;
        return at < limit ? characters[at] : beyond(index);
    }

    boolean isEmpty() {
        return at(0) == END;
    }

    /** How far back from the piece {@link #at} can look. */
    int remembered() {
        return Math.min(begin, REMEMBERED);
    }

    String text(int from, int to) {
        return new String(characters, begin + from, to - from);
    }

    /** Characters in the text before the piece. */
    long offset() {
        return offset;
    }

    int capacity() {
        return characters.length;
    }

    boolean isByteOrderMark(int index) {
        return index == 0 && offset == 0 && at(0) == BYTE_ORDER_MARK;
    }

    /** Whether an index is the one before the text's first character, or farther back than is remembered. */
    boolean isBegin(int index) {
        return index < -remembered() || (index == 0 && isByteOrderMark(0));
    }

    /** Begins the next piece after so many characters of this one. */
    void drop(int count) {
        begin += count;
        offset += count;
    }

    private int beyond(int index) {
        while (begin + index >= limit) {
            if (!fill()) {
                return END;
            }
        }
        return characters[begin + index];
    }

    private boolean fill() {
        if (exhausted || reader == null) {
            return false;
        }
        makeRoom();
        try {
            int read = reader.read(characters, limit, characters.length - limit);
            exhausted = read < 0;
            limit += Math.max(read, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return !exhausted;
    }

    private void makeRoom() {
        if (limit < characters.length) {
            return;
        }
        int forgotten = begin - remembered();
        if (forgotten > characters.length / 2) {
            System.arraycopy(characters, forgotten, characters, 0, limit - forgotten);
            begin -= forgotten;
            limit -= forgotten;
        } else {
            characters = Arrays.copyOf(characters, Math.multiplyExact(characters.length, 2));
        }
    }
}
