package dev.dbmigrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void everyMessageReadsAsWritten() throws Exception {
        String messages = Arrays.stream(Problem.values())
                .map(problem -> problem.message(
                        Product.POSTGRESQL, Path.of("shop/.db-migrations/pgdata-18"), "one reason\nin two lines"))
                .collect(Collectors.joining("\n\n", "", "\n"));
        assertThat(messages).isEqualTo(Files.readString(Path.of("src/test/golden/problems.txt")));
    }
}
