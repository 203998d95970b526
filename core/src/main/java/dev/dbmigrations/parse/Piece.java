package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;
import java.util.List;

/**
 * What the {@link Splitter} cuts off at a time. The texts of all pieces joined are the file, character by character.
 *
 * @param kind what it is
 * @param text as in the file: blanks and comments before, the statement, its terminator, a comment after it on its line
 * @param statement what to run, without terminator and the blanks and comments around; empty if there is nothing to run
 * @param start where the statement, or else the piece, begins
 * @param comments those of the piece, in order
 */
public record Piece(Kind kind, String text, String statement, Start start, List<Comment> comments) {

    /** What a piece is. */
    public enum Kind {
        STATEMENT,
        /** A statement whose rows follow: pieces of {@link #ROWS}, then one {@link #ROWS_END}. */
        STATEMENT_WITH_ROWS,
        /** Rows to send as they are, in parts of bounded size that may end inside a row. */
        ROWS,
        /** The line that ends the rows; not to be sent. */
        ROWS_END,
        /** Blanks, comments, or a terminator alone. */
        BLANK,
        /** A command for another program that means nothing here. */
        SKIPPED_COMMAND
    }

    /**
     * Where something begins.
     *
     * @param position in line and column
     * @param offset UTF-16 units before it in the file
     */
    public record Start(Position position, long offset) {}

    public Piece {
        comments = List.copyOf(comments);
    }

    /** Whether there is something to run. */
    public boolean isStatement() {
        return kind == Kind.STATEMENT || kind == Kind.STATEMENT_WITH_ROWS;
    }

    public Position position() {
        return start.position();
    }

    /** Where in the file a token of {@link #statement} stands. */
    public Position positionOf(Token token) {
        Position first = position();
        int column = token.line() == 1 ? first.column() + token.column() - 1 : token.column();
        return new Position(first.file(), first.line() + token.line() - 1, column);
    }
}
