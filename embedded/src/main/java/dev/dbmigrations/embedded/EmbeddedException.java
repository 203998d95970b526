package dev.dbmigrations.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An embedded server that could not be had, told in five facts: what, where, why, what state things are in, what next. */
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    EmbeddedException(Problem problem, Path at, @Nullable String why) {
        this(problem, at, why, null);
    }

    EmbeddedException(Problem problem, Path at, Throwable cause) {
        this(problem, at, String.valueOf(cause), cause);
    }

    private EmbeddedException(Problem problem, Path at, @Nullable String why, @Nullable Throwable cause) {
        super(problem.message(at, why), cause);
        this.code = problem.code();
    }

    /** Stable, for example {@code DBM-8005}. */
    public String code() {
        return code;
    }
}
