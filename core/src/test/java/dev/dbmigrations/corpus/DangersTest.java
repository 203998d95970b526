package dev.dbmigrations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.analyze.RuleCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every danger that is known on PostgreSQL has an answer, and the answer is there. */
class DangersTest {
    private static final Path PAGE = Path.of("../docs/dangers.md");
    private static final Pattern ROW =
            Pattern.compile("\\| ([PT][GX]\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+(?:\\|[^|]+)*) \\|");

    /** Numbers that were given up when two dangers turned out to be one. */
    private static final List<String> MERGED = List.of("PG38", "PG56", "PG59", "PG61");

    record Danger(String id, String answer, String shownBy) {
        @Override
        public String toString() {
            return id + " " + answer;
        }

        CorpusCase question() {
            return new CorpusCase(Path.of("../cases").resolve(shownBy.replace("`", "")));
        }

        boolean isRefusedOnSomeServer() {
            return Stream.of("postgres.plan", "postgres-14.plan", "postgres-18.plan")
                    .anyMatch(file -> question().text(file).startsWith("refused"));
        }
    }

    static List<Danger> dangers() {
        try {
            return Files.readAllLines(PAGE).stream()
                    .map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> new Danger(
                            row.group(1), row.group(3).strip(), row.group(4).strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noKnownDangerIsWithoutAnAnswer() {
        Stream<String> known = Stream.concat(
                IntStream.rangeClosed(1, 65).mapToObj("PG%02d"::formatted).filter(id -> !MERGED.contains(id)),
                IntStream.rangeClosed(1, 19).mapToObj("TX%02d"::formatted));
        assertThat(dangers().stream().map(Danger::id).distinct()).containsExactlyElementsOf(known.toList());
    }

    @ParameterizedTest
    @MethodSource("dangers")
    void theAnswerIsThere(Danger danger) throws IOException {
        switch (danger.answer()) {
            case "planned" -> {
                assertThat(danger.question().text("migration.sql")).isNotBlank();
                assertThat(danger.isRefusedOnSomeServer()).isFalse();
            }
            case "limits" ->
                assertThat(Files.readString(Path.of("../docs/limits.md"))).contains(danger.shownBy());
            default -> {
                String rule = danger.answer().replaceAll("^\\[(.*)]\\(.*$", "$1");
                assertThat(danger.answer()).isEqualTo("[" + rule + "](rules/" + rule + ".md)");
                assertThat(RuleCatalogue.discovered().ids()).contains(rule);
                assertThat(danger.question().text("findings.txt")).containsPattern("(?m)^" + rule + " ");
            }
        }
    }
}
