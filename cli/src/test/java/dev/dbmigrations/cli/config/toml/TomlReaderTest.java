package dev.dbmigrations.cli.config.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbmigrations.MigrationException;
import dev.dbmigrations.cli.config.GoldenText;
import dev.dbmigrations.cli.config.toml.TomlValue.Entry;
import dev.dbmigrations.cli.config.toml.TomlValue.Items;
import dev.dbmigrations.cli.config.toml.TomlValue.Place;
import dev.dbmigrations.cli.config.toml.TomlValue.Table;
import dev.dbmigrations.cli.config.toml.TomlValue.Text;
import dev.dbmigrations.cli.config.toml.TomlValue.Truth;
import dev.dbmigrations.cli.config.toml.TomlValue.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TomlReaderTest {

    /** The content in one line: tables in braces, texts in angle brackets. */
    private static String read(String... lines) {
        return shown(TomlReader.read(String.join("\n", lines), "x.toml"));
    }

    private static String shown(TomlValue value) {
        return switch (value) {
            case Text text -> "<" + text.text() + ">";
            case Whole whole -> Long.toString(whole.number());
            case Truth truth -> Boolean.toString(truth.holds());
            case Items items ->
                items.values().stream().map(TomlReaderTest::shown).collect(Collectors.joining(" ", "[", "]"));
            case Table table ->
                table.entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + shown(entry.getValue().value()))
                        .collect(Collectors.joining(" ", "{", "}"));
        };
    }

    @Test
    void aConfigurationIsRead() {
        assertThat(read(
                        "# ours",
                        "migrations = \"migrations\"   # here",
                        "",
                        "[env.dev]",
                        "gates = 'open'",
                        "[env.production]",
                        "protected = true",
                        "workers = 1_0",
                        "\"odd key\".x = [ 'a',  # first",
                        "  \"b\", ]"))
                .isEqualTo("{migrations=<migrations> env={dev={gates=<open>}"
                        + " production={protected=true workers=10 odd key={x=[<a> <b>]}}}}");
    }

    @Test
    void tablesMayStandInOneLineAndBeNamedByTheirParts() {
        assertThat(read("env = { dev = { gates = 'open', x = -1 }, test.y = false, none = {} }"))
                .isEqualTo("{env={dev={gates=<open> x=-1} test={y=false} none={}}}");
        assertThat(read("[a.b]", "x = 1", "[a]", "y = 2", "c.d = 3", "c.e = 4"))
                .isEqualTo("{a={b={x=1} y=2 c={d=3 e=4}}}");
    }

    @Test
    void textsMayHoldEscapesAndSeveralLines() {
        assertThat(read("a = \"\\t\\\"\\\\\\u00e9\\U0001F600\"", "b = '\\t'")).isEqualTo("{a=<\t\"\\é😀> b=<\\t>}");
        assertThat(read("a = \"\"\"", "one \"\" two\\", "   three\"\"\"\"", "b = '''x", "\\y'''"))
                .isEqualTo("{a=<one \"\" twothree\"> b=<x\n\\y>}");
    }

    @Test
    void lineEndsOfBothKindsAndAByteOrderMarkAreTaken() {
        assertThat(shown(TomlReader.read("\uFEFFa = 1\r\n[b]\r\nc = 2\r\n", "x.toml")))
                .isEqualTo("{a=1 b={c=2}}");
        assertThat(read("")).isEqualTo("{}");
    }

    @Test
    void everyKeyAndValueHasItsPlace() {
        Table table = TomlReader.read("\n[env.\"é\"]\n  \"é\" = 'x'\n", "x.toml");
        Entry entry = only(only(only(table).value()).value());
        assertThat(entry.key()).isEqualTo(new Place(3, 3));
        assertThat(entry.value().place()).isEqualTo(new Place(3, 9));
    }

    private static Entry only(TomlValue table) {
        return ((Table) table).entries().values().iterator().next();
    }

    /** What is written is read again, whatever the texts hold. */
    @Test
    void everyTextComesBackAsItWasWritten() {
        long seed = 1401;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> lines = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String text = text(random);
                texts.add(text);
                lines.add("k" + i + "=" + quoted(text));
            }
            Map<String, Entry> entries =
                    TomlReader.read(String.join("\n", lines), "x.toml").entries();
            assertThat(entries.values().stream().map(entry -> ((Text) entry.value()).text()))
                    .as("seed %d, round %d", seed, round)
                    .containsExactlyElementsOf(texts);
        }
    }

    private static String text(Random random) {
        String alphabet = "ab \"'\\#=[]{},\n\té$😀";
        int[] codePoints = alphabet.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, codePoints.length)
                .mapToObj(i -> Character.toString(codePoints[i]))
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t") + "\"";
    }

    /** A text that is refused, and what its golden is called. */
    record Refused(String golden, String text) {
        @Override
        public String toString() {
            return golden;
        }
    }

    static List<Refused> refused() {
        return List.of(
                new Refused("toml-header-not-closed", "a = 1\n[env.dev\nb = 2\n"),
                new Refused("toml-key-twice", "a = 1\na = 2\n"),
                new Refused("toml-table-twice", "[env.dev]\n[env.dev]\n"),
                new Refused("toml-table-into-value", "env = 1\n[env.dev]\n"),
                new Refused("toml-dotted-into-header", "[a.b]\n[a]\nb.c = 1\n"),
                new Refused("toml-text-not-closed", "a = \"x\nb = 2\n"),
                new Refused("toml-long-text-not-closed", "a = '''x\n"),
                new Refused("toml-no-quotes", "lock-timeout = 5s\n"),
                new Refused("toml-no-value", "a =\n"),
                new Refused("toml-no-equals", "lock-timeout \"5s\"\n"),
                new Refused("toml-no-key", "= 1\n"),
                new Refused("toml-two-on-a-line", "a = 1 b = 2\n"),
                new Refused("toml-list-not-closed", "a = [1, 2\nb = 3\n"),
                new Refused("toml-inline-not-closed", "a = {b = 1\n"),
                new Refused("toml-list-of-tables", "[[env]]\n"),
                new Refused("toml-bad-escape", "a = \"C:\\temp\\x\"\n"),
                new Refused("toml-bad-character", "a = \"\\uD800\"\n"),
                new Refused("toml-too-large", "a = 99999999999999999999\n"),
                new Refused("toml-secret", "password = hunter2\n"),
                new Refused("toml-secret-in-url", "url = \"postgres://u:hunter2@h/d\n"),
                new Refused("toml-fraction", "a = 1.5\n"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeReadIsToldWithItsPlace(Refused refused) {
        var told = catchThrowableOfType(
                MigrationException.class, () -> TomlReader.read(refused.text(), "db-migrations.toml"));
        assertThat(told).as("refusal").isNotNull();
        assertThat(told.toText()).doesNotContain("hunter2");
        GoldenText.assertMatches(refused.golden(), told.toText());
    }
}
