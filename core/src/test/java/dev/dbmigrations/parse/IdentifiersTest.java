package dev.dbmigrations.parse;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.dialect.LetterCase;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    private static final LexicalRules OTHER = LexicalRules.STANDARD
            .with(LetterCase.IGNORED)
            .with(LexicalFeature.BACKTICK_NAMES)
            .withReservedWords(RULES.reservedWords());

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '¬', textBlock = """
            mail                                → email
            lower(mail)                         → lower(email)
            MAIL = Mail                         → email = email
            "mail" <> ''                        → email <> ''
            u.mail || users.mail                → u.email || users.email
            public.users."mail"                 → public.users.email
            (mail)::text                        → (email)::text
            mail::varchar(10) = 'a'             → email::varchar(10) = 'a'
            CASE WHEN mail IS NULL THEN mail END → CASE WHEN email IS NULL THEN email END
            mail IN ('a', mail)                 → email IN ('a', email)
            mail[1] + mail                      → email[1] + email
            extract(epoch FROM mail)            → extract(epoch FROM email)
            substring(mail from mail for 2)     → substring(email from email for 2)
            a IS DISTINCT FROM mail             → a IS DISTINCT FROM email
            mail AT TIME ZONE mail              → email AT TIME ZONE email
            cast(mail AS text)                  → cast(email AS text)
            mail COLLATE "C"                    → email COLLATE "C"
            coalesce(mail, '') -- mail          → coalesce(email, '') -- mail
            f(x => mail)                        → f(x => email)
            f(x := mail)                        → f(x := email)
            (SELECT mail FROM other)            → (SELECT email FROM other)
            NOT mail                            → NOT email
            """)
    void aReferenceToTheColumnIsRenamed(String expression, String expected) {
        assertThat(Identifiers.renameColumn(expression, "mail", "email", RULES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'mail'",
                "E'\\'mail'",
                "$$mail$$",
                "/* mail */ 1 -- mail",
                "mail(1)",
                "public.mail (1)",
                "x::mail",
                "x::public.mail",
                "x :: \"mail\"[]",
                "cast(x AS mail)",
                "x AS mail",
                "mail.x",
                "mail.*",
                "f(mail => 1)",
                "f(mail := 1)",
                "\"Mail\"",
                "mails + email + _mail + mail$",
                "x COLLATE mail",
                "x COLLATE public.mail",
                "mail 'literal'",
                "(x).mail",
                "(a.b).mail",
                "x[1].mail",
                "(SELECT x FROM mail)",
                "(SELECT x FROM a JOIN mail ON true)",
                "(SELECT f(x) FROM public.mail)"
            })
    void whatIsNoReferenceIsLeftAlone(String expression) {
        assertThat(Identifiers.renameColumn(expression, "mail", "email", RULES)).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '¬', textBlock = """
            year      → extract(year FROM year) + year          → extract(year FROM n) + n
            time      → time AT TIME ZONE 'UTC'                 → n AT TIME ZONE 'UTC'
            zone      → a AT TIME ZONE zone                     → a AT TIME ZONE n
            precision → precision::double precision             → n::double precision
            timestamp → timestamp > timestamp with time zone 'x' → n > timestamp with time zone 'x'
            date      → date > date '2025-01-01'                → n > date '2025-01-01'
            name      → xmlelement(name name, name)             → xmlelement(name name, n)
            value     → value IS JSON VALUE AND value > 0       → n IS JSON VALUE AND n > 0
            normalized → x IS NOT NORMALIZED AND normalized     → x IS NOT NORMALIZED AND n
            day       → day = interval '1' day                  → n = interval '1' day
            interval  → interval + interval '1 day'             → n + interval '1 day'
            first     → first > 0 NULLS FIRST                   → n > 0 NULLS FIRST
            varying   → varying::character varying(10)          → n::character varying(10)
            escape    → escape LIKE 'a' ESCAPE '!'              → n LIKE 'a' ESCAPE '!'
            """)
    void aColumnNamedLikeAKeywordIsToldFromTheKeyword(String column, String expression, String expected) {
        assertThat(Identifiers.renameColumn(expression, column, "n", RULES)).isEqualTo(expected);
    }

    @Test
    void theNewNameIsQuotedWhereItMustBe() {
        assertThat(Identifiers.renameColumn("a + t.a", "a", "Order No", RULES))
                .isEqualTo("\"Order No\" + t.\"Order No\"");
        assertThat(Identifiers.renameColumn("\"A b\" + 1", "A b", "order", RULES))
                .isEqualTo("\"order\" + 1");
        assertThat(Identifiers.renameColumn("U&\"m\\0061il\"", "mail", "email", RULES))
                .isEqualTo("email");
    }

    @Test
    void namesAreComparedAsTheirSqlComparesThem() {
        assertThat(Identifiers.renameColumn("`Mail` + MAIL", "mail", "email", OTHER))
                .isEqualTo("email + email");
        assertThat(Identifiers.renameColumn("\"Mail\" + MAIL", "mail", "email", RULES))
                .isEqualTo("\"Mail\" + email");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '¬', textBlock = """
            users      → users
            _a1        → _a1
            Users      → "Users"
            a b        → "a b"
            a"b        → "a""b"
            1a         → "1a"
            a$         → "a$"
            größe      → "größe"
            user       → "user"
            left       → "left"
            int        → "int"
            name       → name
            """)
    void aNameIsQuotedIfItWouldBeReadAsSomethingElse(String name, String expected) {
        assertThat(Identifiers.quoteIfNeeded(name, RULES)).isEqualTo(expected);
        assertThat(Identifiers.parts(expected, RULES)).containsExactly(name);
    }

    @Test
    void eachKindOfSqlHasItsQuotes() {
        assertThat(Identifiers.quote("a`b", OTHER)).isEqualTo("`a``b`");
        assertThat(Identifiers.quote("a]b", LexicalRules.STANDARD.with(LexicalFeature.BRACKET_NAMES)))
                .isEqualTo("[a]]b]");
        assertThat(Identifiers.quoteIfNeeded("", RULES)).isEqualTo("\"\"");
    }

    @Test
    void aNameFallsIntoItsParts() {
        assertThat(Identifiers.parts("a.B", RULES)).containsExactly("a", "b");
        assertThat(Identifiers.parts(" \"A\" . \"b c\".\"d\"\"e\" ", RULES)).containsExactly("A", "b c", "d\"e");
        assertThat(Identifiers.parts("U&\"d\\0061t\\+01F600\\\\\"", RULES)).containsExactly("dat😀\\");
        assertThat(Identifiers.parts("Ä.Bé", RULES)).containsExactly("Ä", "bé");
        assertThat(Identifiers.parts("A.`B`", OTHER)).containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a b", "a..b", "'a'", "a.1", "a.*"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> Identifiers.parts(text, RULES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
