package dev.dbmigrations.parse;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.mysql.MySqlLexicalRules;
import dev.dbmigrations.database.sqlserver.TransactSqlLexicalRules;
import dev.dbmigrations.dialect.LexicalRules;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormTest {

    private static String normal(String statement) {
        return NormalForm.normalise(statement, RULES);
    }

    @Test
    void onlyTheTokensCount() {
        assertThat(normal("-- why\nSELECT  A,\n\t'It''s'/* x */FROM \"T\" ;"))
                .isEqualTo("select a , 'It''s' from \"T\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a=1|select A = 1 ;",
                "SELECT f(a,b)|SELECT f (a, b)",
                "SELECT 1;|SELECT 1",
                "SELECT 1;;|SELECT 1 -- done",
                "SELECT/**/1|SELECT 1",
                "SELECT e'a'|SELECT E'a'",
                "SELECT 1E5|SELECT 1e5",
                "SELECT a=-1|SELECT a = - 1",
                "SELECT a::int|SELECT a :: INT",
                "SELECT 'a\r\nb'|SELECT 'a\nb'",
                "DO $$a\r\nb$$|DO $$a\nb$$",
                "\uFEFFSELECT 1|SELECT 1",
                "|  -- nothing\n;"
            })
    void aCosmeticChangeChangesNothing(String pair) {
        assertThat(normal(pair.substring(0, pair.indexOf('|'))))
                .isEqualTo(normal(pair.substring(pair.indexOf('|') + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a b'|SELECT 'a  b'",
                "SELECT 'A'|SELECT 'a'",
                "SELECT \"A\"|SELECT \"a\"",
                "SELECT '-- a'|SELECT '-- b'",
                "DO $$ a $$|DO $$ a; $$",
                "DO $$ -- a $$|DO $$ -- b $$",
                "SELECT 'a''b'|SELECT 'a' 'b'",
                "SELECT E'a'|SELECT E 'a'",
                "SELECT a @- 1|SELECT a @ -1",
                "SELECT ab|SELECT a b",
                "SELECT $1|SELECT $ 1",
                "SELECT Ä|SELECT ä",
                "SELECT 1|SELECT 1 + 1",
                "SELECT 1; SELECT 2|SELECT 1 SELECT 2"
            })
    void aRealChangeIsSeen(String pair) {
        assertThat(normal(pair.substring(0, pair.indexOf('|'))))
                .isNotEqualTo(normal(pair.substring(pair.indexOf('|') + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t|select a from t",
                "SELECT a -- why|SELECT a # because",
                "SELECT @a=6--6|SELECT @a = 6 - -6",
                "/*!40101 SET a=1 */|/*!40101  SET a = 1*/",
                "/* x */ SELECT 1|SELECT 1",
                "SELECT 'a\r\nb'|SELECT 'a\nb'"
            })
    void whereNamesKeepTheirCaseACosmeticChangeChangesNothing(String pair) {
        assertThat(first(pair, MySqlLexicalRules.MARIADB)).isEqualTo(second(pair, MySqlLexicalRules.MARIADB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM Orders|SELECT a FROM orders",
                "CREATE TABLE Status (a int)|CREATE TABLE status (a int)",
                "SELECT 1A FROM t|SELECT 1a FROM t",
                "/*!40101 SET a=1 */|/*!40102 SET a=1 */",
                "/*! SET a=1 */|/* SET a=1 */",
                "/*M! SET a=1 */|SET a=1",
                "SELECT \"A\"|SELECT \"a\"",
                "SELECT 'a\\\\'|SELECT 'a'"
            })
    void whereNamesKeepTheirCaseARealChangeIsSeen(String pair) {
        assertThat(first(pair, MySqlLexicalRules.MARIADB)).isNotEqualTo(second(pair, MySqlLexicalRules.MARIADB));
    }

    @Test
    void aBatchKeepsItsSemicolonsAndTheCaseOfItsNames() {
        assertThat(NormalForm.normalise("SELECT A -- x\nFROM [T] ; EXEC P @a=1;", TransactSqlLexicalRules.RULES))
                .isEqualTo("select A from [T] ; exec P @a = 1");
    }

    private static String first(String pair, LexicalRules rules) {
        return NormalForm.normalise(pair.substring(0, pair.indexOf('|')), rules);
    }

    private static String second(String pair, LexicalRules rules) {
        return NormalForm.normalise(pair.substring(pair.indexOf('|') + 1), rules);
    }

    @Test
    void theNormalFormOfANormalFormIsItself() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Cases.Case> cases = Cases.in("statements.txt");
        for (int run = 0; run < 2_000; run++) {
            for (Cases.Expected expected :
                    cases.get(random.nextInt(cases.size())).expected()) {
                String once = normal(expected.kind() == Piece.Kind.STATEMENT ? expected.content() : "");
                assertThat(normal(once)).as("seed %d", seed).isEqualTo(once);
            }
        }
    }

    @Test
    void layoutBetweenAnyTwoTokensIsCosmetic() {
        for (Cases.Case given : Cases.in("statements.txt")) {
            for (Cases.Expected expected : given.expected()) {
                if (expected.kind() == Piece.Kind.STATEMENT) {
                    StringBuilder spaced = new StringBuilder();
                    Lexer.significant(expected.content(), RULES)
                            .forEach(token -> spaced.append(" /* x */ ").append(token.text()));
                    assertThat(normal(spaced.toString())).isEqualTo(normal(expected.content()));
                }
            }
        }
    }
}
