package dev.dbmigrations.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {

    private static int checksum(String text) throws IOException {
        return Checksum.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The answers of Flyway 11.8.2 to the same texts. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "CREATE TABLE users (id int);\\n, 336540139",
                "CREATE TABLE users (id int);, 336540139",
                "CREATE TABLE users (id int);\\r\\n, 336540139",
                "<BOM>CREATE TABLE users (id int);\\n, 336540139",
                "a\\nb\\n, -1635563411",
                "ab, -1635563411",
                "a\\r\\rb, -1635563411",
                "\"  a\\n-- c\\n\", -757265607",
                "ä€😀\\n, 534632567",
                "\"\", 0",
                "\\n\\n, 0",
                "a\u2028b\\n, 978390342",
                "<BOM><BOM>x, 1540412666",
                "x\\n<BOM>y, 34826083"
            })
    void flywayGivesTheSameChecksum(String written, int expected) throws IOException {
        String text = written.replace("\\n", "\n").replace("\\r", "\r").replace("<BOM>", "\uFEFF");
        assertThat(checksum(text)).isEqualTo(expected);
    }

    @Test
    void linesAreCutAsAReaderCutsThemWhateverTheBufferHolds() throws IOException {
        long seed = 20261122;
        Random random = new Random(seed);
        String alphabet = "ab;\n\r\n\r\u2028\u0085é€";
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40_000), 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            CRC32 expected = new CRC32();
            new BufferedReader(new StringReader(text.toString()))
                    .lines()
                    .forEach(line -> expected.update(line.getBytes(StandardCharsets.UTF_8)));
            assertThat(checksum(text.toString()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo((int) expected.getValue());
        }
    }

    @Test
    void linesGivenOneByOneCountAsInTheFile() throws IOException {
        assertThat(Checksum.ofLines(List.of("a", "b"))).isEqualTo(checksum("a\nb\n"));
    }
}
