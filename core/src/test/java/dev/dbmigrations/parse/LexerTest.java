package dev.dbmigrations.parse;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Token.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {

    private static String kinds(String text, LexicalRules rules) {
        return Lexer.significant(text, rules).stream()
                .map(token -> token.kind() + " " + token.text())
                .collect(Collectors.joining(" | "));
    }

    private static LexicalRules with(LexicalFeature... features) {
        return LexicalRules.STANDARD.with(features);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '¬', textBlock = """
            a$b$c $1 $x$;$x$      → WORD a$b$c | PARAMETER $1 | DOLLAR_STRING $x$;$x$
            "a""b" U&"c"          → QUOTED_NAME "a""b" | QUOTED_NAME U&"c"
            'a''b' E'\\'' U&'c' N'd' → STRING 'a''b' | STRING E'\\'' | STRING U&'c' | STRING N'd'
            date'1' te'2'         → WORD date | STRING '1' | WORD te | STRING '2'
            1 1.5 .5 1e5 1.e-5 0x1F 1_000 1..2 → NUMBER 1 | NUMBER 1.5 | NUMBER .5 | NUMBER 1e5 | NUMBER 1.e-5 | NUMBER 0x1F | NUMBER 1_000 | NUMBER 1 | SYMBOL .. | NUMBER 2
            t.c t.*               → WORD t | SYMBOL . | WORD c | WORD t | SYMBOL . | SYMBOL *
            a::b:=c=>d            → WORD a | SYMBOL :: | WORD b | SYMBOL := | WORD c | SYMBOL => | WORD d
            a=-1 a@-1 a<=b !=~    → WORD a | SYMBOL = | SYMBOL - | NUMBER 1 | WORD a | SYMBOL @- | NUMBER 1 | WORD a | SYMBOL <= | WORD b | SYMBOL !=~
            a+--b                 → WORD a | SYMBOL +
            a*/*b*/c              → WORD a | SYMBOL * | WORD c
            a[1];                 → WORD a | SYMBOL [ | NUMBER 1 | SYMBOL ] | SYMBOL ;
            \\gset x              → CLIENT_COMMAND \\gset | WORD x
            größe 名前            → WORD größe | WORD 名前
            """)
    void aStatementFallsIntoTokens(String text, String expected) {
        assertThat(kinds(text, RULES)).isEqualTo(expected);
    }

    @Test
    void tokensJoinedAreTheTextAndKnowTheirPlace() {
        String text = "SELECT '😀' -- x\r\n, \"b\" /* y\n */ + 1\n";
        List<Token> tokens = Lexer.tokens(text, RULES);
        assertThat(tokens.stream().map(Token::text).collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(tokens)
                .allSatisfy(token -> assertThat(text.substring(token.offset())).startsWith(token.text()));
        assertThat(tokens)
                .filteredOn(token -> !token.isBlank())
                .extracting(token -> token.line() + ":" + token.column())
                .containsExactly("1:1", "1:8", "2:1", "2:3", "3:5", "3:7");
        assertThat(tokens).filteredOn(token -> token.kind().isComment()).hasSize(2);
    }

    @Test
    void eachRuleIsReadOnlyWhereItHolds() {
        assertThat(kinds("$a$ $a$", with())).isEqualTo("WORD $a$ | WORD $a$");
        assertThat(kinds("/* /* */ a", with())).isEqualTo("WORD a");
        assertThat(kinds("E'\\' a", with())).isEqualTo("WORD E | STRING '\\' | WORD a");
        assertThat(kinds("U&'a'", with())).isEqualTo("WORD U | SYMBOL & | STRING 'a'");
        assertThat(kinds("a # b", with())).isEqualTo("WORD a | SYMBOL # | WORD b");
        assertThat(kinds("\\x", with())).isEqualTo("SYMBOL \\ | WORD x");
    }

    @Test
    void rulesOfOtherKindsOfSqlAreReadToo() {
        assertThat(kinds("'\\'' 'b'", with(LexicalFeature.BACKSLASH_ESCAPES))).isEqualTo("STRING '\\'' | STRING 'b'");
        assertThat(kinds("a # b", with(LexicalFeature.HASH_COMMENTS))).isEqualTo("WORD a");
        assertThat(kinds("a=# b", with(LexicalFeature.HASH_COMMENTS))).isEqualTo("WORD a | SYMBOL =");
        assertThat(kinds("5--3-- x", with(LexicalFeature.DASH_COMMENTS_NEED_BLANK)))
                .isEqualTo("NUMBER 5 | SYMBOL - | SYMBOL - | NUMBER 3");
        assertThat(kinds("`a``;b`", with(LexicalFeature.BACKTICK_NAMES))).isEqualTo("QUOTED_NAME `a``;b`");
        assertThat(kinds("=`a`", with(LexicalFeature.BACKTICK_NAMES))).isEqualTo("SYMBOL = | QUOTED_NAME `a`");
        assertThat(kinds("[a]];b]", with(LexicalFeature.BRACKET_NAMES))).isEqualTo("QUOTED_NAME [a]];b]");
        assertThat(kinds("\"a\"\"\"", with(LexicalFeature.DOUBLE_QUOTED_STRINGS)))
                .isEqualTo("STRING \"a\"\"\"");
    }

    @Test
    void whatIsNeverClosedIsSaid() {
        assertThatThrownBy(() -> Lexer.tokens("a\n 'b", RULES))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("statement:2:2");
    }

    @Test
    void questionsAboutATokenIgnoreTheCaseOfWordsOnly() {
        Token word = Lexer.tokens("Select", RULES).getFirst();
        assertThat(word.isWord("select")).isTrue();
        assertThat(word.isName()).isTrue();
        assertThat(Lexer.tokens("\"select\"", RULES).getFirst().isWord("select"))
                .isFalse();
        assertThat(word.kind()).isEqualTo(Kind.WORD);
    }
}
