package dev.dbmigrations.parse;

import static dev.dbmigrations.database.postgres.PostgresLexicalRules.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbmigrations.parse.SplitterLoad.Repeated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterLoadTest {

    private static final String INSERT =
            "INSERT INTO public.orders (id, customer, note) VALUES (1, 'it''s; so', NULL); -- one\n";

    /** In a process of its own with less memory than the text is long. */
    private static List<String> run(String text, long times, String kind) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SplitterLoad.class.getName(), text, Long.toString(times), kind));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(output);
        return output.lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void fiftyMegabytesOfInsertsAreSplitInAHeapOf64(String kind) throws IOException {
        long times = 50_000_000 / INSERT.length();
        assertThat(run(INSERT, times, kind).getFirst()).isEqualTo("{STATEMENT=%d, BLANK=1}", times);
    }

    @Test
    void rowsOfACopyNeverSitInMemoryTogether() throws IOException {
        String copy = "COPY t FROM STDIN;\n" + "1\tsome text; 'quoted\n".repeat(4_000) + "\\.\n";
        assertThat(run(copy, 1_500, "postgres").getFirst())
                .isEqualTo("{STATEMENT_WITH_ROWS=1500, ROWS=3000, ROWS_END=1500}");
    }

    @Test
    void theBufferDoesNotGrowWithTheText() {
        Splitter splitter = new Splitter(new Repeated(INSERT, 100_000), RULES, "load.sql");
        int capacity = splitter.bufferSize();
        SplitterLoad.count(splitter);
        assertThat(splitter.bufferSize()).isEqualTo(capacity);
    }
}
