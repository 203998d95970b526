package dev.dbmigrations.parse;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.change.Statement;
import java.util.Optional;

/** What turns the text of one statement into the changes it asks for. */
public interface StatementParser {

    /**
     * Reads one statement. Never fails: what it cannot read is a statement whose only change is
     * {@link dev.dbmigrations.change.Change.Unrecognized}, for the server may know better.
     *
     * @param text one statement, with or without its terminator
     * @param position where the text begins
     */
    Statement parse(String text, Position position);

    /** Why the server would surely refuse the text as no SQL at all; empty when it is sound or there is doubt. */
    Optional<SyntaxProblem> problem(String text);
}
