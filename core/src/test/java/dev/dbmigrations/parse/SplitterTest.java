package dev.dbmigrations.parse;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.change.Position;
import dev.dbmigrations.parse.Comment.Place;
import dev.dbmigrations.parse.Piece.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SplitterTest {

    private static final String FILE = "V1__x.sql";

    private static List<Piece> split(String text) {
        return Splitter.split(text, RULES, FILE);
    }

    private static Position at(int line, int column) {
        return new Position(FILE, line, column);
    }

    @Test
    void aStatementBeginsAtItsFirstToken() {
        List<Piece> pieces = split("-- head\n\n  SELECT 1;\t/* x */ SELECT 2;\r\nSELECT 3;\rSELECT 4");
        assertThat(pieces).extracting(Piece::position).containsExactly(at(3, 3), at(3, 21), at(4, 1), at(5, 1));
        assertThat(pieces).extracting(piece -> piece.start().offset()).containsExactly(11L, 29L, 40L, 50L);
    }

    @Test
    void columnsCountCharactersAndOffsetsCountUnits() {
        Piece second = split("SELECT '😀'; SELECT 2").get(1);
        assertThat(second.position()).isEqualTo(at(1, 13));
        assertThat(second.start().offset()).isEqualTo(13);
    }

    @Test
    void aByteOrderMarkIsKeptButNoPartOfTheStatement() {
        List<Piece> pieces = split("\uFEFFSELECT 1;");
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().text()).isEqualTo("\uFEFFSELECT 1;");
        assertThat(pieces.getFirst().statement()).isEqualTo("SELECT 1");
        assertThat(pieces.getFirst().position()).isEqualTo(at(1, 1));
        assertThat(split("\uFEFF")).extracting(Piece::kind).containsExactly(Kind.BLANK);
    }

    @Test
    void commentsKnowWhereTheyStand() {
        Piece piece = split("-- one\n/* two */ SELECT -- three\n 1; -- four\n").getFirst();
        assertThat(piece.comments())
                .containsExactly(
                        new Comment("-- one", at(1, 1), Place.BEFORE),
                        new Comment("/* two */", at(2, 1), Place.BEFORE),
                        new Comment("-- three", at(2, 18), Place.INSIDE),
                        new Comment("-- four", at(3, 5), Place.AFTER));
        assertThat(piece.comments()).extracting(Comment::body).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aCommentBehindATerminatorBelongsToItsStatementOnlyIfItEndsTheLine() {
        List<Piece> pieces = split("SELECT 1; /* of two */ SELECT 2; -- of two, too\n-- of three\nSELECT 3;");
        assertThat(pieces).extracting(piece -> piece.comments().size()).containsExactly(0, 2, 1);
        assertThat(pieces.get(1).text()).isEqualTo(" /* of two */ SELECT 2; -- of two, too");
        assertThat(pieces.get(2).text()).isEqualTo("\n-- of three\nSELECT 3;");
    }

    @Test
    void aCommentOverSeveralLinesBehindATerminatorBelongsToTheNextStatement() {
        List<Piece> pieces = split("SELECT 1; /* of\ntwo */ SELECT 2;");
        assertThat(pieces).extracting(piece -> piece.comments().size()).containsExactly(0, 1);
    }

    @Test
    void aCommentWithoutAStatementIsABlankPiece() {
        List<Piece> pieces = split("SELECT 1;\n-- the end");
        assertThat(pieces).extracting(Piece::kind).containsExactly(Kind.STATEMENT, Kind.BLANK);
        assertThat(pieces.get(1).comments()).extracting(Comment::body).containsExactly("the end");
        assertThat(pieces.get(1).statement()).isEmpty();
    }

    @Test
    void anEmptyTextHasNoPieces() {
        assertThat(split("")).isEmpty();
        assertThatThrownBy(new Splitter(new StringReader(""), RULES, FILE)::next)
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aTokenOfAStatementIsFoundInItsFile() {
        Piece piece = split("-- head\n  ALTER TABLE t\n ADD b int;").getFirst();
        List<Token> tokens = Lexer.significant(piece.statement(), RULES);
        assertThat(piece.positionOf(tokens.get(2))).isEqualTo(at(2, 15));
        assertThat(piece.positionOf(tokens.get(4))).isEqualTo(at(3, 6));
    }

    @Test
    void statementsBeforeAnErrorAreGivenAndTheErrorStays() {
        Splitter splitter = new Splitter(new StringReader("SELECT 1; SELECT 2; SELECT 'x"), RULES, FILE);
        assertThat(splitter.next().statement()).isEqualTo("SELECT 1");
        assertThat(splitter.next().statement()).isEqualTo("SELECT 2");
        for (int call = 0; call < 2; call++) {
            assertThat(splitter.hasNext()).isTrue();
            assertThatThrownBy(splitter::next).isInstanceOf(ParseException.class);
        }
    }

    @Test
    void anErrorKnowsItsPlaceAndItsCode() {
        assertThatThrownBy(() -> split("SELECT 1;\n  SELECT 'x"))
                .isInstanceOfSatisfying(ParseException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("DBM-1001");
                    assertThat(failure.position()).isEqualTo(at(2, 10));
                    assertThat(failure.source()).isEqualTo(new SourceLine("  SELECT 'x", "         ^"));
                    assertThat(failure.getMessage()).startsWith("DBM-1001  string is never closed\n  at      V1__x");
                });
    }

    @Test
    void rowsComeInPartsOfBoundedSize() {
        String rows = ("1\t" + "x".repeat(500_000) + "😀\n").repeat(3) + "2\ty\n".repeat(200_000);
        List<Piece> pieces = split("COPY t FROM STDIN;\n" + rows + "\\.\nSELECT 1;");
        List<Piece> parts = pieces.stream().filter(p -> p.kind() == Kind.ROWS).toList();
        assertThat(parts).hasSizeGreaterThan(10).allSatisfy(part -> {
            assertThat(part.text()).hasSizeLessThanOrEqualTo((1 << 18) + 1);
            assertThat(Character.isHighSurrogate(part.text().charAt(part.text().length() - 1)))
                    .isFalse();
        });
        assertThat(String.join("", parts.stream().map(Piece::text).toList())).isEqualTo(rows);
        assertThat(pieces.getLast().statement()).isEqualTo("SELECT 1");
        assertThat(pieces.getLast().position()).isEqualTo(at(200_006, 1));
    }

    @Test
    void aReaderThatFailsIsHeardOf() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(new Splitter(broken, RULES, FILE)::hasNext)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone");
    }
}
