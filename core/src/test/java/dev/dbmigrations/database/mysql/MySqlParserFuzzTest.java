package dev.dbmigrations.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.change.Change;
import dev.dbmigrations.change.Change.Unrecognized;
import dev.dbmigrations.change.Position;
import dev.dbmigrations.parse.Lexer;
import dev.dbmigrations.parse.Piece;
import dev.dbmigrations.parse.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlParserFuzzTest {

    private static final int STATEMENTS = 1_500;

    @ParameterizedTest
    @ValueSource(longs = {1, 20261122})
    void noStatementWithATokenOutOfPlaceMakesItFail(long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> corpus = new ArrayList<>();
        for (String topic :
                List.of("create-table", "alter-table", "indexes", "rows", "otherwise", "mariadb", "mysql")) {
            for (Piece piece : MySqlParserTest.statements(topic)) {
                corpus.add(Lexer.significant(piece.statement(), MySqlLexicalRules.MARIADB).stream()
                        .map(Token::text)
                        .toList());
            }
        }
        for (int i = 0; i < STATEMENTS; i++) {
            String sql = mutant(corpus, random);
            MySqlParser parser = random.nextBoolean() ? MySqlParserTest.MYSQL : MySqlParserTest.MARIADB;
            for (Change change : parser.parse(sql, new Position("mutant", 1, 1)).changes()) {
                boolean stumbled = change instanceof Unrecognized unread
                        && unread.because().startsWith("its words could not be followed");
                assertThat(stumbled).as("seed %d: %s: %s", seed, sql, change).isFalse();
            }
            assertThat(parser.problem(sql)).as("seed %d: %s", seed, sql).isNotNull();
        }
    }

    private static String mutant(List<List<String>> corpus, Random random) {
        List<String> tokens = new ArrayList<>(any(corpus, random));
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(4)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, any(any(corpus, random), random));
            case 2 -> tokens.set(at, any(any(corpus, random), random));
            default -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
        }
        return String.join(" ", tokens);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
