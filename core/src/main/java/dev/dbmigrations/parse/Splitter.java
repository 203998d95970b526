package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Comment.Place;
import dev.dbmigrations.parse.Piece.Kind;
import dev.dbmigrations.parse.Piece.Start;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into statements, losing nothing.
 *
 * <p>Holds one statement at a time, so a file may be of any size. The caller opens and closes the reader. Not thread-safe.
 * A failure of the reader comes out as {@link java.io.UncheckedIOException}.
 */
public final class Splitter implements Iterator<Piece> {

    private final Window window;
    private final Locator locator;
    private final Failures failures;
    private final Scanner scanner;
    private final Nesting nesting;
    private final ScriptLines lines;
    private final LexicalRules rules;

    private List<Comment> comments = new ArrayList<>();
    private int first;
    private int last;
    private @Nullable Rows rows;
    private @Nullable Piece repeated;
    private int repeats;
    private @Nullable ParseException failure;

    /**
     * @param reader the file, decoded
     * @param file its path as the user would type it, for messages
     */
    public Splitter(Reader reader, LexicalRules rules, String file) {
        this.rules = rules;
        this.window = new Window(reader);
        this.locator = new Locator(window, file);
        this.failures = new Failures(window, locator);
        this.scanner = new Scanner(window, rules, failures);
        this.nesting = new Nesting(scanner, rules);
        this.lines = new ScriptLines(window, scanner, rules, failures);
    }

    /**
     * All pieces of a text.
     *
     * @throws ParseException if it cannot be split
     */
    public static List<Piece> split(String text, LexicalRules rules, String file) {
        List<Piece> pieces = new ArrayList<>();
        new Splitter(new StringReader(text), rules, file).forEachRemaining(pieces::add);
        return pieces;
    }

    @Override
    public boolean hasNext() {
        return failure != null || repeats > 0 || rows != null || !window.isEmpty();
    }

    /**
     * The next piece.
     *
     * @throws ParseException if the text cannot be split from here on; then every further call throws it again
     */
    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (failure != null) {
            throw failure;
        }
        if (repeats > 0 && repeated != null) {
            repeats--;
            return repeated;
        }
        try {
            return rows == null ? piece() : partOf(rows);
        } catch (ParseException problem) {
            failure = problem;
            throw problem;
        }
    }

    /** Characters that are held at most, for tests. */
    int bufferSize() {
        return window.capacity();
    }

    private Piece piece() {
        comments = new ArrayList<>(0);
        first = -1;
        nesting.reset();
        scanner.moveTo(0);
        for (Token.Kind kind = scanner.next(); kind != null; kind = scanner.next()) {
            if (kind.isComment()) {
                comment(first < 0 ? Place.BEFORE : Place.INSIDE);
            } else if (kind != Token.Kind.WHITESPACE) {
                Piece ended = endingAt(kind);
                if (ended != null) {
                    return ended;
                }
                first = first < 0 ? scanner.start() : first;
                last = scanner.end();
                if (!lines.areBatches()) {
                    nesting.accept(kind);
                }
            }
        }
        return unterminated();
    }

    /** The piece that the current token ends, if it ends one. */
    private @Nullable Piece endingAt(Token.Kind kind) {
        return switch (kind) {
            case CLIENT_COMMAND -> clientCommand();
            case WORD -> endingAtWord();
            case SYMBOL -> isTerminator() ? terminated() : null;
            default -> null;
        };
    }

    private boolean isTerminator() {
        return scanner.isDelimiter()
                || (scanner.is(';')
                        && !lines.areBatches()
                        && nesting.isClosed()
                        && !scanner.executedComments().isOpen());
    }

    private @Nullable Piece endingAtWord() {
        int times = lines.timesOfBatch();
        if (times >= 0) {
            return batch(times);
        }
        String delimiter = lines.delimiter(first >= 0);
        if (delimiter.isEmpty()) {
            return null;
        }
        if (first >= 0) {
            return cut(Kind.STATEMENT, scanner.start());
        }
        scanner.delimitBy(delimiter.equals(";") ? "" : delimiter);
        first = scanner.start();
        last = first;
        return cut(Kind.SKIPPED_COMMAND, lines.lineEnd());
    }

    /** What repeats a batch has no text of its own, so that the texts joined are still the file. */
    private Piece batch(int times) {
        Piece batch = cut(first < 0 ? Kind.BLANK : Kind.STATEMENT, lineRemainder(lines.afterCount()));
        repeated = new Piece(batch.kind(), "", batch.statement(), batch.start(), List.of());
        repeats = first < 0 ? 0 : times - 1;
        return batch;
    }

    private Piece terminated() {
        int end = lineRemainder(scanner.end());
        if (!nesting.rowsFollow()) {
            return cut(first < 0 ? Kind.BLANK : Kind.STATEMENT, end);
        }
        rows = new Rows(window, failures.opening(first));
        return cut(Kind.STATEMENT_WITH_ROWS, end);
    }

    private Piece unterminated() {
        if (scanner.executedComments().isOpen()) {
            throw failures.neverClosed(scanner.executedComments().openedAt(), ParseProblem.COMMENT_NOT_CLOSED);
        }
        if (!nesting.isClosed()) {
            throw nesting.unclosed(failures);
        }
        if (nesting.rowsFollow()) {
            throw failures.neverClosed(first, ParseProblem.ROWS_NOT_ENDED);
        }
        return cut(first < 0 ? Kind.BLANK : Kind.STATEMENT, scanner.end());
    }

    /** Takes the comments on the terminator's line, if nothing else follows on it; rows begin on the next line. */
    private int lineRemainder(int terminated) {
        int known = comments.size();
        int end = terminated;
        scanner.moveTo(terminated);
        while (scanner.blankFollows()) {
            boolean isComment = scanner.next() != Token.Kind.WHITESPACE;
            int lineEnd = lineEndIn(scanner.start(), scanner.end());
            if (lineEnd > 0 && !isComment) {
                return nesting.rowsFollow() ? lineEnd : end;
            }
            if (lineEnd > 0) {
                break;
            }
            if (isComment) {
                comment(Place.AFTER);
                end = scanner.end();
            }
        }
        if (window.at(scanner.end()) == Window.END) {
            return nesting.rowsFollow() ? scanner.end() : end;
        }
        if (nesting.rowsFollow()) {
            throw failures.at(scanner.end(), ParseProblem.ROWS_MISPLACED, "here");
        }
        comments.subList(known, comments.size()).clear();
        return terminated;
    }

    /** The index after the first line end, or 0. */
    private int lineEndIn(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Characters.isLineEnd(window.at(i))) {
                return window.at(i) == '\r' && window.at(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return 0;
    }

    private Piece clientCommand() {
        String command = scanner.text();
        if (first >= 0 || !rules.clientCommands().ignored().contains(command.substring(1))) {
            String client = rules.clientCommands().client();
            throw failures.at(scanner.start(), ParseProblem.CLIENT_COMMAND, "only " + client + " knows " + command);
        }
        first = scanner.start();
        last = first;
        return cut(Kind.SKIPPED_COMMAND, new Quotes(window, rules, failures).afterLine(first));
    }

    private Piece partOf(Rows open) {
        int end = open.endLength();
        first = 0;
        comments = List.of();
        if (end > 0) {
            rows = null;
            last = 0;
            return cut(Kind.ROWS_END, end);
        }
        last = open.partLength();
        if (last == 0) {
            throw failures.neverClosed(open.statement(), ParseProblem.ROWS_NOT_ENDED, "");
        }
        return cut(Kind.ROWS, last);
    }

    private void comment(Place place) {
        comments.add(new Comment(scanner.text(), locator.at(scanner.start()), place));
    }

    private Piece cut(Kind kind, int end) {
        int from = Math.max(first, 0);
        Position position = locator.at(from);
        String statement = kind == Kind.STATEMENT || kind == Kind.STATEMENT_WITH_ROWS ? window.text(from, last) : "";
        Piece piece =
                new Piece(kind, window.text(0, end), statement, new Start(position, window.offset() + from), comments);
        locator.drop(end);
        window.drop(end);
        return piece;
    }
}
