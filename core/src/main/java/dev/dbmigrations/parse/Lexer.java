package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of one statement or expression, in order; joined they are the text. */
public final class Lexer {

    /** What errors call a text that comes from no file. */
    private static final String NO_FILE = "statement";

    private final Locator locator;
    private final Scanner scanner;

    private Lexer(CharSequence text, LexicalRules rules) {
        Window window = new Window(text);
        this.locator = new Locator(window, NO_FILE);
        this.scanner = new Scanner(window, rules, new Failures(window, locator));
    }

    /**
     * Every token, blanks and comments too.
     *
     * @throws ParseException if a quote or comment is never closed
     */
    public static List<Token> tokens(CharSequence text, LexicalRules rules) {
        Lexer lexer = new Lexer(text, rules);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    /**
     * The tokens that are not there for people only.
     *
     * @throws ParseException if a quote or comment is never closed
     */
    public static List<Token> significant(CharSequence text, LexicalRules rules) {
        return tokens(text, rules).stream().filter(token -> !token.isBlank()).toList();
    }

    private @Nullable Token next() {
        Kind kind = scanner.next();
        if (kind == null) {
            return null;
        }
        int start = scanner.start();
        return new Token(kind, scanner.text(), start, locator.lineAt(start), locator.columnAt(start));
    }
}
