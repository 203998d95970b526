package dev.dbmigrations.parse;

import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.change.Position;

/** A text that cannot be split into statements. Its message is the whole of {@link #failure}. */
public final class ParseException extends RuntimeException {

    private final ParseProblem problem;
    private final Position position;
    private final SourceLine source;
    private final MigrationException failure;

    /**
     * @param position where it went wrong; for what was never closed, where that began
     * @param remark what stands there, in a few words
     */
    public ParseException(ParseProblem problem, Position position, SourceLine source, String remark) {
        this.problem = problem;
        this.position = position;
        this.source = source;
        this.failure = MigrationException.userMustAct(
                ExitCode.FAILED,
                problem.code(),
                problem.summary(),
                Fact.at(position + "\n" + source.text() + "\n" + source.caret() + " " + remark),
                Fact.state("nothing from this statement on was done"),
                Fact.next(problem.advice()));
    }

    /** What to tell a person. */
    public MigrationException failure() {
        return failure;
    }

    @Override
    public String getMessage() {
        return failure.getMessage();
    }

    /** Stable, {@code DBM-10nn}. */
    public String code() {
        return problem.code();
    }

    public ParseProblem problem() {
        return problem;
    }

    public String file() {
        return position.file();
    }

    public int line() {
        return position.line();
    }

    /** From 1, in characters. */
    public int column() {
        return position.column();
    }

    public Position position() {
        return position;
    }

    public SourceLine source() {
        return source;
    }
}
