package dev.dbmigrations.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.database.mysql.MySqlLexicalRules;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.database.sqlserver.TransactSqlLexicalRules;
import dev.dbmigrations.dialect.LexicalRules;
import dev.dbmigrations.parse.Cases.Case;
import dev.dbmigrations.parse.Cases.Expected;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterCasesTest {

    /** A case, and the kind of SQL it is written in. */
    record Given(LexicalRules rules, Case asked) {
        @Override
        public String toString() {
            return asked.name();
        }
    }

    static List<Given> statements() {
        return Stream.of(
                        in("statements.txt", PostgresLexicalRules.RULES),
                        in("mysql-statements.txt", MySqlLexicalRules.MYSQL),
                        in("mysql-statements.txt", MySqlLexicalRules.MARIADB),
                        in("mariadb-statements.txt", MySqlLexicalRules.MARIADB),
                        in("sqlserver-statements.txt", TransactSqlLexicalRules.RULES))
                .flatMap(List::stream)
                .toList();
    }

    static List<Given> errors() {
        return Stream.of(
                        in("errors.txt", PostgresLexicalRules.RULES),
                        in("mysql-errors.txt", MySqlLexicalRules.MYSQL),
                        in("sqlserver-errors.txt", TransactSqlLexicalRules.RULES))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Given> in(String file, LexicalRules rules) {
        return Cases.in(file).stream().map(asked -> new Given(rules, asked)).toList();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aTextIsCutWhereItsStatementsEnd(Given given) {
        Case asked = given.asked();
        List<Piece> pieces = Splitter.split(asked.text(), given.rules(), "V1__case.sql");
        assertThat(contents(pieces)).isEqualTo(asked.expected());
        assertThat(joined(pieces)).isEqualTo(asked.text());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void lineEndsOfTwoCharactersChangeNothing(Given given) {
        String text = windows(given.asked().text());
        List<Piece> pieces = Splitter.split(text, given.rules(), "V1__case.sql");
        assertThat(contents(pieces))
                .isEqualTo(given.asked().expected().stream()
                        .map(expected -> new Expected(expected.kind(), windows(expected.content())))
                        .toList());
        assertThat(joined(pieces)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatCannotBeSplitIsSaidWithItsPlace(Given given) {
        Case asked = given.asked();
        ParseException failure = catchThrowableOfType(
                ParseException.class, () -> Splitter.split(asked.text(), given.rules(), "migrations/V1__case.sql"));
        assertThat(failure).as("splitting %s", asked.text()).isNotNull();
        Golden.assertMatches("parse/" + asked.name() + ".txt", failure.failure().toText());
    }

    private static List<Expected> contents(List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece.kind() != Piece.Kind.BLANK)
                .map(piece -> new Expected(piece.kind(), content(piece)))
                .toList();
    }

    private static String content(Piece piece) {
        return piece.isStatement() ? piece.statement() : piece.text();
    }

    private static String windows(String text) {
        return text.replace("\n", "\r\n");
    }

    private static String joined(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
