package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.parse.ParseException;
import dev.dbmigrations.parse.SyntaxProblem;
import java.util.Optional;

/** Tells what is surely no SQL: where the grammar knows all that PostgreSQL does, and refuses. */
public final class SyntaxCheck {

    /** Rows written out make the rest of a text that begins well; to read them all would take too long. */
    private static final int LONGEST = 200_000;

    private SyntaxCheck() {}

    public static Optional<SyntaxProblem> problem(String text) {
        if (text.length() > LONGEST && InsertHead.of(text) != null) {
            return Optional.empty();
        }
        Sql sql;
        try {
            sql = Sql.of(text);
        } catch (ParseException broken) {
            return Optional.of(new SyntaxProblem(
                    offset(text, broken.line(), broken.column()),
                    broken.problem().summary()));
        }
        if (sql.isEmpty() || !KnownGaps.isCovered(sql)) {
            return Optional.empty();
        }
        try {
            return Syntax.of(sql) instanceof Syntax.Broken broken
                            && Piecewise.read(sql).isEmpty()
                    ? Optional.of(broken.problem())
                    : Optional.empty();
        } catch (RuntimeException | StackOverflowError surprise) {
            return Optional.empty();
        }
    }

    private static int offset(String text, int line, int column) {
        int offset = 0;
        for (int passed = 1; passed < line; passed++) {
            int end = offset;
            while (text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            offset = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return text.offsetByCodePoints(offset, column - 1);
    }
}
