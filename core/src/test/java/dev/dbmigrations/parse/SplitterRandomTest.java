package dev.dbmigrations.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.database.mysql.MySqlLexicalRules;
import dev.dbmigrations.database.postgres.PostgresLexicalRules;
import dev.dbmigrations.database.sqlserver.TransactSqlLexicalRules;
import dev.dbmigrations.dialect.LexicalFeature;
import dev.dbmigrations.dialect.LexicalRules;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterRandomTest {

    private static final String[] FRAGMENTS = {
        ";",
        ";",
        "'",
        "''",
        "E'",
        "U&'",
        "\"",
        "$$",
        "$a$",
        "$1",
        "a$b$c",
        "\\",
        "\\'",
        "--",
        "/*",
        "*/",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "(",
        ")",
        "BEGIN",
        "ATOMIC",
        "CREATE",
        "FUNCTION",
        "CASE",
        "END",
        "COPY",
        "FROM",
        "STDIN",
        "\\.",
        "\\restrict x",
        "\n\\.\n",
        ".",
        "1",
        "1e5",
        "é",
        "😀",
        "\uFEFF",
        "\u00A0",
        "\0",
        "\uD83D",
        "::",
        "+-",
        "@",
        "`",
        "#",
        "-- ",
        "/*!",
        "/*!40101 ",
        "/*M!",
        "DELIMITER //\n",
        "\nDELIMITER ;\n",
        "//",
        "IF",
        "THEN",
        "LOOP",
        "PROCEDURE p()",
        "l:",
        "[",
        "]",
        "\nGO\n",
        "\nGO 2\n",
        "$(v)",
        "\n:r x"
    };

    private static final String[] BLANKS = {
        "", " ", "\n", "\r\n", "\t", "-- it's; $$ (\n", "/* ; ' \" $a$ */", "\n\n", "\f"
    };

    /** A kind of SQL, with statements of it and what ends one. */
    record Sql(String name, LexicalRules rules, String terminator, List<String> statements) {

        static Sql of(String name, LexicalRules rules, String terminator, String... files) {
            List<String> statements = Stream.of(files)
                    .flatMap(file -> Cases.in(file).stream())
                    .flatMap(given -> given.expected().stream())
                    .filter(expected -> expected.kind() == Piece.Kind.STATEMENT)
                    .map(Cases.Expected::content)
                    .toList();
            return new Sql(name, rules, terminator, statements);
        }

        List<Piece> split(String text) {
            return Splitter.split(text, rules, "random.sql");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sql> kinds() {
        return List.of(
                Sql.of("PostgreSQL", PostgresLexicalRules.RULES, ";", "statements.txt"),
                Sql.of("MySQL", MySqlLexicalRules.MYSQL, ";", "mysql-statements.txt"),
                Sql.of("MariaDB", MySqlLexicalRules.MARIADB, ";", "mysql-statements.txt", "mariadb-statements.txt"),
                Sql.of("SQL Server", TransactSqlLexicalRules.RULES, "\nGO\n", "sqlserver-statements.txt"));
    }

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @MethodSource("kinds")
    void anyTextEitherRoundTripsOrSaysWhereItCannotBeSplit(Sql sql) {
        for (int run = 0; run < 20_000; run++) {
            String text = randomText(1 + random.nextInt(40));
            StringBuilder joined = new StringBuilder();
            Splitter splitter = new Splitter(new StringReader(text), sql.rules, "random.sql");
            try {
                splitter.forEachRemaining(piece -> joined.append(piece.text()));
                assertThat(joined).as(because(text)).hasToString(text);
            } catch (ParseException failure) {
                assertThat(text).as(because(text)).startsWith(joined);
                assertThat(failure.line())
                        .as(because(text))
                        .isBetween(1, 1 + (int) text.lines().count());
                assertThat(failure.source().text()).as(because(text)).doesNotContain("\n", "\r");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void statementsSurviveBetweenAnyOthers(Sql sql) {
        for (int run = 0; run < 5_000; run++) {
            List<String> statements = new ArrayList<>();
            StringBuilder text = new StringBuilder(blanks());
            for (int i = random.nextInt(6); i >= 0; i--) {
                String statement = pick(sql.statements);
                statements.add(statement);
                text.append(statement).append(blanks()).append(sql.terminator).append(blanks());
            }
            List<Piece> pieces = sql.split(text.toString());
            assertThat(pieces)
                    .as(because(text.toString()))
                    .filteredOn(Piece::isStatement)
                    .extracting(Piece::statement)
                    .isEqualTo(statements);
            assertThat(joined(pieces)).as(because(text.toString())).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStatementSurvivesBetweenEachTwoOthers(Sql sql) {
        for (String first : sql.statements) {
            for (String second : sql.statements) {
                assertThat(sql.split(first + sql.terminator + second + "\n" + sql.terminator + first))
                        .filteredOn(Piece::isStatement)
                        .extracting(Piece::statement)
                        .containsExactly(first, second, first);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void piecesDoNotDependOnHowTheTextArrives(Sql sql) {
        for (int run = 0; run < 20; run++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 300_000) {
                String statement =
                        random.nextInt(50) == 0 ? "SELECT '" + "x;".repeat(60_000) + "'" : pick(sql.statements);
                text.append(blanks()).append(statement).append(sql.terminator);
                if (sql.rules.has(LexicalFeature.COPY_FROM_STDIN) && random.nextInt(5) == 0) {
                    text.append("COPY t FROM stdin;\n")
                            .append("1;'\n".repeat(random.nextInt(50_000)))
                            .append("\\.\n");
                }
            }
            List<Piece> whole = sql.split(text.toString());
            List<Piece> dripped = new ArrayList<>();
            new Splitter(dripping(text.toString()), sql.rules, "random.sql").forEachRemaining(dripped::add);
            assertThat(dripped.equals(whole)).as("seed %d", seed).isTrue();
            assertThat(joined(whole).contentEquals(text)).as("seed %d", seed).isTrue();
            assertPositions(text.toString(), whole);
        }
    }

    private void assertPositions(String text, List<Piece> pieces) {
        int offset = 0;
        int line = 1;
        int lineStart = 0;
        for (Piece piece : pieces) {
            for (; offset < piece.start().offset(); offset++) {
                char c = text.charAt(offset);
                if (c == '\n' || (c == '\r' && text.charAt(offset + 1) != '\n')) {
                    line++;
                    lineStart = offset + 1;
                }
            }
            assertThat(piece.position().line()).as("seed %d", seed).isEqualTo(line);
            assertThat(piece.position().column())
                    .as("seed %d", seed)
                    .isEqualTo(1 + text.codePointCount(lineStart, offset));
        }
    }

    private Reader dripping(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws java.io.IOException {
                return super.read(
                        buffer, offset, Math.min(length, 1 + random.nextInt(random.nextInt(20) == 0 ? 9000 : 3)));
            }
        };
    }

    private String randomText(int fragments) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fragments; i++) {
            text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            text.append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    /** At least a line end, for a statement may end in a word and the next begin with one. */
    private String blanks() {
        StringBuilder blanks = new StringBuilder("\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            blanks.append(BLANKS[random.nextInt(BLANKS.length)]);
        }
        return blanks.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String because(String text) {
        return "seed " + seed + ", text: " + text;
    }

    private static String joined(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
