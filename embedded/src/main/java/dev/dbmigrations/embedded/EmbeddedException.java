package dev.dbmigrations.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An embedded server that could not be had, told in five facts: what, where, why, what state things are in, what next. */
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final Product product;
    private final String at;
    private final String why;

    EmbeddedException(Problem problem, Product product, Path at, String why) {
        this(problem, product, at, why, null);
    }

    EmbeddedException(Problem problem, Product product, Path at, Throwable cause) {
        this(problem, product, at, cause.toString(), cause);
    }

    private EmbeddedException(Problem problem, Product product, Path at, String why, @Nullable Throwable cause) {
        super(problem.message(product, at, why), cause);
        this.problem = problem;
        this.product = product;
        this.at = at.toString();
        this.why = why.strip();
    }

    /** Stable, for example {@code DBM-8305}. */
    public String code() {
        return problem.code();
    }

    public String what() {
        return problem.what(product);
    }

    /** The folder or file it is about. */
    public String at() {
        return at;
    }

    /** May have several lines. */
    public String why() {
        return why;
    }

    public String state() {
        return problem.state();
    }

    public String next() {
        return problem.next(product);
    }
}
