package dev.dbmigrations.parse;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.Golden;
import dev.dbmigrations.parse.Cases.Case;
import dev.dbmigrations.parse.Cases.Expected;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterCasesTest {

    static List<Case> statements() {
        return Cases.in("statements.txt");
    }

    static List<Case> errors() {
        return Cases.in("errors.txt");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aTextIsCutWhereItsStatementsEnd(Case given) {
        List<Piece> pieces = Splitter.split(given.text(), RULES, "V1__case.sql");
        assertThat(pieces)
                .filteredOn(piece -> piece.kind() != Piece.Kind.BLANK)
                .extracting(piece -> new Expected(piece.kind(), content(piece)))
                .isEqualTo(given.expected());
        assertThat(joined(pieces)).isEqualTo(given.text());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void lineEndsOfTwoCharactersChangeNothing(Case given) {
        String text = windows(given.text());
        List<Piece> pieces = Splitter.split(text, RULES, "V1__case.sql");
        assertThat(pieces)
                .filteredOn(piece -> piece.kind() != Piece.Kind.BLANK)
                .extracting(piece -> new Expected(piece.kind(), content(piece)))
                .isEqualTo(given.expected().stream()
                        .map(expected -> new Expected(expected.kind(), windows(expected.content())))
                        .toList());
        assertThat(joined(pieces)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatCannotBeSplitIsSaidWithItsPlace(Case given) {
        ParseException failure = catchThrowableOfType(
                ParseException.class, () -> Splitter.split(given.text(), RULES, "migrations/V1__case.sql"));
        assertThat(failure).as("splitting %s", given.text()).isNotNull();
        Golden.assertMatches("parse/" + given.name() + ".txt", failure.failure().toText());
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
