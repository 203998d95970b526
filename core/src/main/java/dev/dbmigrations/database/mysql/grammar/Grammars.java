package dev.dbmigrations.database.mysql.grammar;

import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.parse.SyntaxProblem;
import io.debezium.antlr.CaseChangingCharStream;
import io.debezium.antlr.mysql.SqlMode;
import io.debezium.antlr.v4.runtime.BailErrorStrategy;
import io.debezium.antlr.v4.runtime.BaseErrorListener;
import io.debezium.antlr.v4.runtime.CharStream;
import io.debezium.antlr.v4.runtime.CharStreams;
import io.debezium.antlr.v4.runtime.CommonTokenStream;
import io.debezium.antlr.v4.runtime.DefaultErrorStrategy;
import io.debezium.antlr.v4.runtime.Lexer;
import io.debezium.antlr.v4.runtime.Parser;
import io.debezium.antlr.v4.runtime.RecognitionException;
import io.debezium.antlr.v4.runtime.Recognizer;
import io.debezium.antlr.v4.runtime.Token;
import io.debezium.antlr.v4.runtime.atn.PredictionMode;
import io.debezium.antlr.v4.runtime.misc.ParseCancellationException;
import io.debezium.ddl.parser.mariadb.generated.MariaDBLexer;
import io.debezium.ddl.parser.mariadb.generated.MariaDBParser;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What Debezium's grammars (3.6.1) say of a statement. */
final class Grammars {

    /** Newer than all that the grammar tells apart. */
    private static final int NEWEST = 90_000;

    /** MySQL 8.0, {@code SHOW CHARACTER SET}; those written before a string. */
    private static final Set<String> INTRODUCERS =
            Set.of("_utf8mb4", "_utf8mb3", "_utf8", "_latin1", "_binary", "_ascii", "_ucs2", "_utf16", "_utf32");

    private Grammars() {}

    /** Where a statement stops being SQL to every grammar that might know it; null if one of them takes it. */
    static @Nullable SyntaxProblem problem(Source source, Server server) {
        if (server == Server.MYSQL) {
            return ofMySql(source, source.plain());
        }
        SyntaxProblem first = ofMariaDb(source);
        if (first == null) {
            return null;
        }
        SyntaxProblem second = ofMySql(source, source.plain());
        String bridged = Bridge.over(source);
        if (second == null || bridged.equals(source.plain())) {
            return second;
        }
        return ofMySql(source, bridged);
    }

    /** As {@link #problem}, only where all grammars stop at the same place. */
    static @Nullable SyntaxProblem agreed(Source source) {
        SyntaxProblem ofMySql = ofMySql(source, source.plain());
        SyntaxProblem ofMariaDb = ofMySql == null ? null : ofMariaDb(source);
        if (ofMySql == null || ofMariaDb == null || ofMySql.offset() != ofMariaDb.offset()) {
            return null;
        }
        return ofMySql(source, Bridge.over(source)) == null ? null : ofMySql;
    }

    private static @Nullable SyntaxProblem ofMySql(Source source, String text) {
        MySqlLexer lexer = new MySqlLexer(CharStreams.fromString(text));
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        MySqlParser parser = new MySqlParser(tokens);
        Set<SqlMode> modes = modes(source);
        lexer.serverVersion = NEWEST;
        lexer.sqlModes = modes;
        lexer.charSets = INTRODUCERS;
        parser.serverVersion = NEWEST;
        parser.sqlModes = modes;
        return new Run(source, tokens, lexer, parser).problem(p -> parser.query());
    }

    private static @Nullable SyntaxProblem ofMariaDb(Source source) {
        CharStream text = new CaseChangingCharStream(CharStreams.fromString(source.plain()), /* upper= */ true);
        MariaDBLexer lexer = new MariaDBLexer(text);
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        MariaDBParser parser = new MariaDBParser(tokens);
        return new Run(source, tokens, lexer, parser).problem(p -> parser.root());
    }

    private static Set<SqlMode> modes(Source source) {
        Set<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
        if (!source.rules().has(LexicalFeature.DOUBLE_QUOTED_STRINGS)) {
            modes.add(SqlMode.AnsiQuotes);
        }
        if (!source.rules().has(LexicalFeature.BACKSLASH_ESCAPES)) {
            modes.add(SqlMode.NoBackslashEscapes);
        }
        return modes;
    }

    /** One grammar's reading: the fast way first, which is nearly always enough; the thorough one alone finds the place of an error. */
    private record Run(Source source, CommonTokenStream tokens, Lexer lexer, Parser parser) {

        @Nullable
        SyntaxProblem problem(Consumer<Parser> rule) {
            FirstError error = new FirstError(source);
            lexer.removeErrorListeners();
            lexer.addErrorListener(error);
            parser.removeErrorListeners();
            parser.setBuildParseTree(false);
            parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
            parser.setErrorHandler(new BailErrorStrategy());
            if (accepts(rule) && error.problem == null) {
                return null;
            }
            if (error.problem != null) {
                return error.problem;
            }
            tokens.seek(0);
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.addErrorListener(error);
            boolean accepted = accepts(rule);
            if (error.problem == null && !accepted) {
                error.problem = near(source, offset(tokens.LT(1)));
            }
            return error.problem;
        }

        private boolean accepts(Consumer<Parser> rule) {
            try {
                rule.accept(parser);
                return tokens.LA(1) == Token.EOF;
            } catch (ParseCancellationException refused) {
                return false;
            }
        }
    }

    private static int offset(Token token) {
        return token.getType() == Token.EOF ? Integer.MAX_VALUE : token.getStartIndex();
    }

    /** In words like the servers' own, which name the text from there on. */
    private static SyntaxProblem near(Source source, int codePoints) {
        int end = source.endOf(source.size() - 1);
        int characters = source.plain().codePointCount(0, end);
        int offset = codePoints >= characters ? end : source.plain().offsetByCodePoints(0, codePoints);
        int token = source.indexAt(offset);
        return token >= source.size()
                ? new SyntaxProblem(end, "syntax error at end of input")
                : new SyntaxProblem(
                        offset,
                        "syntax error near '" + source.tokens().get(token).text() + "'");
    }

    /** Keeps the first error and stops: those after it would only be its consequences. */
    private static final class FirstError extends BaseErrorListener {
        private final Source source;
        private @Nullable SyntaxProblem problem;

        private FirstError(Source source) {
            this.source = source;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object offending,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            if (problem == null) {
                int at = offending instanceof Token token
                        ? offset(token)
                        : recognizer.getInputStream().index();
                problem = near(source, at);
            }
            throw new ParseCancellationException(message);
        }
    }
}
