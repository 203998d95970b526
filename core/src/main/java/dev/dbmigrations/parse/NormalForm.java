package dev.dbmigrations.parse;

import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Token.Kind;

/**
 * A spelling of a statement that two texts share when they differ in layout, comments, the case of keywords and unquoted names,
 * or line ends only.
 *
 * <p>Where the server does not fold names, a table may be told from another by case alone: there only reserved words lose their case.
 *
 * <p>Tokens stand one blank apart, so {@code a=1} and {@code a = 1} are the same. Quoted texts are kept, but for CR LF, which
 * becomes LF: version control changes line ends in whole files, quoted texts included.
 */
public final class NormalForm {

    private NormalForm() {}

    /**
     * The normal form, without terminator.
     *
     * @throws ParseException if a quote or comment is never closed
     */
    public static String normalise(String statement, LexicalRules rules) {
        Window window = new Window(statement);
        Scanner scanner = new Scanner(window, rules, new Failures(window, new Locator(window, "statement")));
        StringBuilder form = new StringBuilder();
        int terminators = 0;
        for (Kind kind = scanner.next(); kind != null; kind = scanner.next()) {
            if (scanner.is(';')) {
                terminators++;
            } else if (!kind.isBlank()) {
                append(form, ";", terminators);
                append(form, spelling(kind, scanner.text(), rules), 1);
                terminators = 0;
            }
        }
        return form.toString();
    }

    private static void append(StringBuilder form, String token, int times) {
        for (int i = 0; i < times; i++) {
            form.append(form.isEmpty() ? "" : " ").append(token);
        }
    }

    private static String spelling(Kind kind, String text, LexicalRules rules) {
        return switch (kind) {
            case WORD, NUMBER -> isFolded(text, rules) ? LetterCase.lower(text) : text;
            case STRING, QUOTED_NAME -> withPlainLineEnds(withLowerPrefix(text));
            case DOLLAR_STRING -> withPlainLineEnds(text);
            default -> text;
        };
    }

    private static boolean isFolded(String word, LexicalRules rules) {
        return rules.letterCase() == LetterCase.FOLDED_TO_LOWER
                || rules.reservedWords().contains(LetterCase.lower(word));
    }

    private static String withLowerPrefix(String quoted) {
        int prefix = Characters.beginsWord(quoted.charAt(0)) ? 1 : 0;
        return LetterCase.lower(quoted.substring(0, prefix)) + quoted.substring(prefix);
    }

    private static String withPlainLineEnds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }
}
