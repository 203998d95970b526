package dev.dbmigrations.database.postgres.grammar;

import dev.dbmigrations.parse.SyntaxProblem;
import dev.dbmigrations.parse.Token;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.StatementContext;

/** What pgCodeKeeper's grammar makes of a statement: its tree, or the place where it stopped. */
sealed interface Syntax {

    record Tree(StatementContext statement) implements Syntax {}

    record Broken(SyntaxProblem problem) implements Syntax {}

    /** Tries the fast way first, which is nearly always enough; the thorough one alone finds the right place of an error. */
    static Syntax of(Sql sql) {
        CommonTokenStream tokens = new CommonTokenStream(GrammarTokens.of(Gaps.bridged(sql)));
        SQLParser parser = new SQLParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return single(sql, parser.sql().statement());
        } catch (ParseCancellationException notFastEnough) {
            return thorough(sql, parser, tokens);
        }
    }

    private static Syntax thorough(Sql sql, SQLParser parser, CommonTokenStream tokens) {
        tokens.seek(0);
        FirstError error = new FirstError(sql);
        parser.reset();
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.setErrorHandler(new DefaultErrorStrategy());
        parser.addErrorListener(error);
        try {
            return single(sql, parser.sql().statement());
        } catch (ParseCancellationException stopped) {
            return new Broken(Objects.requireNonNull(error.problem));
        }
    }

    private static Syntax single(Sql sql, List<StatementContext> statements) {
        if (statements.size() != 1) {
            int second = statements.isEmpty()
                    ? 0
                    : sql.indexAt(statements.get(1).getStart().getStartIndex());
            return new Broken(new SyntaxProblem(near(sql, second).offset(), "more than one statement"));
        }
        SyntaxProblem lax = Laxity.problem(sql, statements.getFirst());
        return lax == null ? new Tree(statements.getFirst()) : new Broken(lax);
    }

    /** What the server says of a token, or of the end when there is none of that index. */
    static SyntaxProblem near(Sql sql, int token) {
        if (token < sql.size()) {
            Token found = sql.tokens().get(token);
            return new SyntaxProblem(found.offset(), "syntax error at or near \"" + found.text() + "\"");
        }
        return new SyntaxProblem(sql.isEmpty() ? 0 : sql.endOf(sql.size() - 1), "syntax error at end of input");
    }

    /** Keeps the first error and stops: those after it would only be its consequences. */
    final class FirstError extends BaseErrorListener {
        private final Sql sql;
        private @Nullable SyntaxProblem problem;

        private FirstError(Sql sql) {
            this.sql = sql;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object offending,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            problem = describe(sql, offending);
            throw new ParseCancellationException(message);
        }

        private static SyntaxProblem describe(Sql sql, @Nullable Object offending) {
            return offending instanceof org.antlr.v4.runtime.Token token
                            && token.getType() != org.antlr.v4.runtime.Token.EOF
                    ? near(sql, sql.indexAt(token.getStartIndex()))
                    : near(sql, sql.size());
        }
    }
}
