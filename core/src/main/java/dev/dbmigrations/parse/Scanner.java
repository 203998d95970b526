package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.ClientCommands.Style;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Walks over a {@link Window} token by token without making an object of any. */
final class Scanner {

    private final Window window;
    private final LexicalRules rules;
    private final Quotes quotes;
    private final ExecutedComments executed;
    private final boolean dollarQuotes;
    private final boolean hashComments;
    private final boolean dashesNeedBlank;
    private final boolean backtickNames;
    private final boolean atVariables;
    private final boolean hashNames;
    private String delimiter = "";
    private int start;
    private int end;

    Scanner(Window window, LexicalRules rules, Failures failures) {
        this.window = window;
        this.rules = rules;
        this.quotes = new Quotes(window, rules, failures);
        this.executed = new ExecutedComments(window, rules);
        this.dollarQuotes = rules.has(LexicalFeature.DOLLAR_QUOTES);
        this.hashComments = rules.has(LexicalFeature.HASH_COMMENTS);
        this.dashesNeedBlank = rules.has(LexicalFeature.DASH_COMMENTS_NEED_BLANK);
        this.backtickNames = rules.has(LexicalFeature.BACKTICK_NAMES);
        this.atVariables = rules.has(LexicalFeature.AT_VARIABLES);
        this.hashNames = rules.has(LexicalFeature.HASH_NAMES);
    }

    /** Goes to the next token and says what it is; null when there is none. */
    @Nullable
    Kind next() {
        start = end;
        int first = window.at(start);
        return first == Window.END ? null : scan(first);
    }

    /** The index of the token's first character. */
    int start() {
        return start;
    }

    /** The index after the token's last character. */
    int end() {
        return end;
    }

    String text() {
        return window.text(start, end);
    }

    /** The next token begins there, outside of everything. */
    void moveTo(int index) {
        end = index;
        executed.close();
    }

    /** From here on this text ends a token wherever it stands unquoted, and is one; empty for none. */
    void delimitBy(String text) {
        delimiter = text;
    }

    boolean isDelimiter() {
        return end == start + delimiter.length() && end > start && isDelimiter(start);
    }

    ExecutedComments executedComments() {
        return executed;
    }

    boolean is(char symbol) {
        return end == start + 1 && window.at(start) == symbol;
    }

    /** Whether the next token is one that is there for people only. */
    boolean blankFollows() {
        return Characters.isSpace(window.at(end)) || isCommentLine(end) || isBlockComment(end);
    }

    private Kind scan(int first) {
        if (isDelimiter(start)) {
            return ending(start + delimiter.length(), Kind.SYMBOL);
        }
        if (Characters.isSpace(first) || window.isByteOrderMark(start)) {
            return whitespace();
        }
        if (Characters.beginsWord(first)) {
            return word(first);
        }
        if (Characters.isDigit(first) || (first == '.' && Characters.isDigit(window.at(start + 1)))) {
            return number();
        }
        if (isCommentLine(start)) {
            return ending(quotes.afterLine(start), Kind.COMMENT_LINE);
        }
        return switch (first) {
            case '\'' -> ending(quotes.afterString(start), Kind.STRING);
            case '"' -> doubleQuoted();
            case '$' -> dollar();
            default -> mark(first);
        };
    }

    private Kind mark(int first) {
        if (opensComment(start)) {
            return comment();
        }
        if (first == '`' && backtickNames) {
            return ending(quotes.afterName(start), Kind.QUOTED_NAME);
        }
        if (first == '[' && rules.has(LexicalFeature.BRACKET_NAMES)) {
            int after = quotes.afterName(start);
            return ending(after, holdsClientVariable(start, after) ? Kind.CLIENT_COMMAND : Kind.QUOTED_NAME);
        }
        if (isClientCommand(first)) {
            return clientCommand();
        }
        if (executed.closes(start)) {
            executed.close();
            return ending(start + 2, Kind.SYMBOL);
        }
        if ((first == '@' && atVariables) || (first == '#' && hashNames)) {
            return prefixed(first);
        }
        return ending(Characters.isOperator(first) ? afterOperator() : afterPunctuation(first), Kind.SYMBOL);
    }

    private Kind comment() {
        int opened = executed.afterOpening(start);
        if (opened > start) {
            executed.open(start);
            return ending(opened, Kind.SYMBOL);
        }
        return ending(
                executed.isMarked(start) ? quotes.afterSkippedComment(start) : quotes.afterBlockComment(start),
                Kind.COMMENT_BLOCK);
    }

    /** {@code @v}, {@code @@v}, {@code @'v'} and {@code #t}: a mark that belongs to the name after it. */
    private Kind prefixed(int mark) {
        int name = window.at(start + 1) == mark ? start + 2 : start + 1;
        int first = window.at(name);
        if (Characters.continuesWord(first)) {
            return ending(afterWord(name + 1), mark == '#' ? Kind.WORD : Kind.PARAMETER);
        }
        if (mark == '@' && (first == '\'' || first == '"')) {
            return ending(quotes.afterString(name), Kind.PARAMETER);
        }
        boolean quoted = mark == '@' && first == '`' && backtickNames;
        return quoted ? ending(quotes.afterName(name), Kind.PARAMETER) : ending(start + 1, Kind.SYMBOL);
    }

    private Kind whitespace() {
        int i = start + 1;
        while (Characters.isSpace(window.at(i))) {
            i++;
        }
        return ending(i, Kind.WHITESPACE);
    }

    private Kind word(int first) {
        int second = window.at(start + 1);
        if (second == '\'') {
            if ("eE".indexOf(first) >= 0 && rules.has(LexicalFeature.ESCAPE_STRINGS)) {
                return ending(quotes.afterEscapeString(start + 1), Kind.STRING);
            }
            if ("bBxXnN".indexOf(first) >= 0) {
                return ending(quotes.afterString(start + 1), Kind.STRING);
            }
        } else if (second == '&' && "uU".indexOf(first) >= 0 && rules.has(LexicalFeature.UNICODE_STRINGS)) {
            if (window.at(start + 2) == '\'') {
                return ending(quotes.afterString(start + 2), Kind.STRING);
            }
            if (window.at(start + 2) == '"') {
                return ending(quotes.afterName(start + 2), Kind.QUOTED_NAME);
            }
        }
        return ending(afterWord(start + 1), Kind.WORD);
    }

    private Kind doubleQuoted() {
        return rules.has(LexicalFeature.DOUBLE_QUOTED_STRINGS)
                ? ending(quotes.afterString(start), Kind.STRING)
                : ending(quotes.afterName(start), Kind.QUOTED_NAME);
    }

    private Kind dollar() {
        if (holdsClientVariable(start, start + 2)) {
            return clientCommand();
        }
        if (Characters.isDigit(window.at(start + 1))) {
            return ending(afterWordAt(afterDigits(start + 1)), Kind.PARAMETER);
        }
        int after = dollarQuotes ? quotes.afterDollarQuoted(start) : start;
        if (after > start) {
            return ending(after, Kind.DOLLAR_STRING);
        }
        boolean name = !dollarQuotes && Characters.beginsWord(window.at(start + 1));
        return name ? ending(afterWord(start + 1), Kind.WORD) : ending(start + 1, Kind.SYMBOL);
    }

    /** Letters right after the digits belong to the number, as in {@code 0x1F} and in what the server calls trailing junk. */
    private Kind number() {
        int i = afterDigits(start);
        if (window.at(i) == '.' && window.at(i + 1) != '.') {
            i = afterDigits(i + 1);
        }
        if (window.at(i) == 'e' || window.at(i) == 'E') {
            int sign = window.at(i + 1) == '+' || window.at(i + 1) == '-' ? 1 : 0;
            if (Characters.isDigit(window.at(i + 1 + sign))) {
                i = afterDigits(i + 1 + sign);
            }
        }
        return ending(afterWordAt(i), Kind.NUMBER);
    }

    private boolean isClientCommand(int first) {
        if (rules.clientCommands().are(Style.COLON)) {
            boolean command = (first == ':' && Characters.beginsWord(window.at(start + 1)))
                    || (first == '!' && window.at(start + 1) == '!');
            return command && isFirstOnLine();
        }
        return first == '\\' && rules.clientCommands().are(Style.BACKSLASH);
    }

    /** Whether nothing but blanks stands before the token on its line. */
    boolean isFirstOnLine() {
        int i = start - 1;
        while (!window.isBegin(i) && (window.at(i) == ' ' || window.at(i) == '\t')) {
            i--;
        }
        return window.isBegin(i) || Characters.isLineEnd(window.at(i));
    }

    private boolean holdsClientVariable(int from, int to) {
        if (rules.clientCommands().are(Style.COLON)) {
            for (int i = from; i < to; i++) {
                if (window.at(i) == '$' && window.at(i + 1) == '(' && Characters.beginsWord(window.at(i + 2))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Kind clientCommand() {
        if (window.at(start) == '$') {
            int after = afterWord(start + 2);
            return ending(window.at(after) == ')' ? after + 1 : after, Kind.CLIENT_COMMAND);
        }
        int i = start + (window.at(start) == '!' ? 2 : 1);
        while (Characters.beginsWord(window.at(i))) {
            i++;
        }
        if (i == start + 2 && window.at(start + 1) == 'N' && rules.has(LexicalFeature.BACKSLASH_NULL)) {
            return ending(i, Kind.WORD);
        }
        boolean named = i > start + 1 || window.at(i) == Window.END || Characters.isSpace(window.at(i));
        return ending(named ? i : i + 1, Kind.CLIENT_COMMAND);
    }

    /** The longest run of operator characters in which no comment begins and no sign of the next operand ends (scan.l). */
    private int afterOperator() {
        int i = start + 1;
        boolean special = Characters.letsOperatorEndInSign(window.at(start));
        while (continuesOperator(i)) {
            special |= Characters.letsOperatorEndInSign(window.at(i));
            i++;
        }
        while (!special && i > start + 1 && (window.at(i - 1) == '+' || window.at(i - 1) == '-')) {
            i--;
        }
        return i;
    }

    private boolean continuesOperator(int i) {
        int c = window.at(i);
        return Characters.isOperator(c)
                && !isCommentLine(i)
                && !opensComment(i)
                && !executed.closes(i)
                && !isDelimiter(i)
                && !(c == '`' && backtickNames)
                && !(c == '@' && atVariables)
                && !(c == '#' && hashNames);
    }

    private int afterPunctuation(int first) {
        int second = window.at(start + 1);
        boolean pair = (first == ':' && (second == ':' || second == '=')) || (first == '.' && second == '.');
        return start + (pair ? 2 : 1);
    }

    private boolean isCommentLine(int i) {
        int c = window.at(i);
        if (c == '-') {
            return window.at(i + 1) == '-' && (!dashesNeedBlank || isControlOrBlank(window.at(i + 2)));
        }
        return c == '#' && hashComments;
    }

    private boolean isBlockComment(int i) {
        return opensComment(i) && executed.afterOpening(i) == i;
    }

    private boolean opensComment(int i) {
        return window.at(i) == '/' && window.at(i + 1) == '*';
    }

    private boolean isDelimiter(int index) {
        for (int i = 0; i < delimiter.length(); i++) {
            if (window.at(index + i) != delimiter.charAt(i)) {
                return false;
            }
        }
        return !delimiter.isEmpty();
    }

    /** The end of the text counts too. */
    private static boolean isControlOrBlank(int c) {
        return c <= ' ' || c == 0x7F;
    }

    private int afterDigits(int from) {
        int i = from;
        while (Characters.isDigit(window.at(i)) || (window.at(i) == '_' && Characters.isDigit(window.at(i + 1)))) {
            i++;
        }
        return i;
    }

    private int afterWordAt(int i) {
        return Characters.beginsWord(window.at(i)) && !isDelimiter(i) ? afterWord(i + 1) : i;
    }

    private int afterWord(int from) {
        int i = from;
        while (Characters.continuesWord(window.at(i)) && !isDelimiter(i)) {
            i++;
        }
        return i;
    }

    private Kind ending(int after, Kind kind) {
        end = after;
        return kind;
    }
}
